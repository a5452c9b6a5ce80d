/** Management's description of the simulated system, as data and in words: complete by the rules of data/description-criteria.json. */
import type { Span } from './moments.ts';
import { organization, securityLead } from './organization.ts';

/** Principal commitments and the requirements that support them; what decisions on criteria refer to. */
export const commitmentsOf = (criterion: string): string[] =>
  criterion.startsWith('A1') ? ['SC-2', 'SR-2'] : ['SC-1', 'SR-1'];

export function descriptionData(period: Span, approvedAt: string): Record<string, unknown> {
  return {
    services: [
      {
        id: 'SV-1',
        name: 'Alderbrook Yard',
        summary:
          'A hosted service, made up for this sample, with which carriers book loading ramps, plan arrivals and settle waiting times with the yards that they visit.',
        inScope: true,
      },
    ],
    boundary: {
      inScopeText:
        'The system is the production environment of Alderbrook Yard with the people, procedures and data that run it. Office networks are outside.',
      excluded: [{ item: 'Office networks', reason: 'No production system trusts them.' }],
      locations: ['United States'],
    },
    commitments: [
      {
        id: 'SC-1',
        text: 'Customer data is reached and changed only by people and programs that are authorized to do so.',
        source: 'contract',
        sourceText: 'Master agreement, section 7 (sample)',
        sourceEvidenceId: 'E-PEOPLE',
        principal: true,
        categories: ['security'],
        criteria: ['CC6.1', 'CC6.2', 'CC6.3', 'CC8.1'],
      },
      {
        id: 'SC-2',
        text: 'The service is available 99.5 per cent of each month.',
        source: 'sla',
        sourceText: 'Service level agreement, section 2 (sample)',
        sourceEvidenceId: 'E-AVL-01',
        principal: true,
        categories: ['availability'],
        criteria: ['A1.1', 'A1.2', 'A1.3'],
        measurableTarget: '99.5 per cent of the minutes of a month',
      },
    ],
    requirements: [
      {
        id: 'SR-1',
        text: 'Access is granted on approval, changes are reviewed, and events are recorded and watched.',
        source: 'Security policy',
        principal: true,
        categories: ['security'],
        commitmentIds: ['SC-1'],
        controls: ['IAM-01', 'CHG-01', 'LOG-02'],
      },
      {
        id: 'SR-2',
        text: 'Data is backed up every day and restored in exercises, and capacity is watched.',
        source: 'Continuity plan',
        principal: true,
        categories: ['availability'],
        commitmentIds: ['SC-2'],
        controls: ['AVL-01', 'AVL-03', 'AVL-04'],
      },
    ],
    components: {
      infrastructure: [{ id: 'CI-1', name: 'Virtual servers and managed databases in two zones', hostedBy: 'SO-1' }],
      software: [{ id: 'CS-1', name: 'Alderbrook Yard application' }],
      people: [{ id: 'CP-1', name: 'Engineering, operations, security, support' }],
      procedures: [{ id: 'CR-1', name: 'Access, change, incident and recovery procedures' }],
      data: [{ id: 'CD-1', name: 'Booking and settlement records', classification: 'confidential' }],
    },
    narratives,
    diagram: {
      alt: 'System diagram of a made-up service. Inside the boundary: web application, workers and databases. Outside: carriers and yards, and people of Alderbrook, who reach production only through the access gateway. Beneath, carved out: the cloud host.',
      nodes: [
        { id: 'users', title: 'Carriers', sub: 'and yards', column: 0, row: 0, zone: 'outside' },
        { id: 'people', title: 'Alderbrook people', sub: 'second factor', column: 0, row: 1, zone: 'outside' },
        { id: 'web', title: 'Web application', sub: 'and interface', column: 1, row: 0, zone: 'inside' },
        { id: 'workers', title: 'Workers', sub: 'queue', column: 2, row: 0, zone: 'inside' },
        { id: 'db', title: 'Databases', sub: 'encrypted', column: 3, row: 0, zone: 'inside' },
        { id: 'gate', title: 'Access gateway', sub: 'every session recorded', column: 1, row: 1, zone: 'inside' },
        { id: 'host', title: 'Cloud host (carve-out, not examined)', column: 1, row: 2, zone: 'carved-out' },
      ],
      edges: [
        { from: 'users', to: 'web', both: false },
        { from: 'web', to: 'workers', both: true },
        { from: 'workers', to: 'db', both: true },
        { from: 'people', to: 'gate', both: false },
        { from: 'gate', to: 'db', both: false },
        { from: 'host', to: 'boundary', both: false },
      ],
      note: 'Dashed line: boundary. Hatched: carved out. Arrows: who opens the connection.',
    },
    incidents: [],
    noIncidentStatement: true,
    cuecs: [
      {
        id: 'CU-1',
        text: 'Customers remove the accounts of their own people who leave.',
        criteriaIds: ['CC6.2'],
        commitmentIds: ['SC-1'],
        necessaryForCommitment: true,
        rationale: 'Alderbrook cannot know when somebody leaves a customer.',
      },
    ],
    noCuecStatement: false,
    userEntityResponsibilities: [{ id: 'UR-1', text: 'Customers name a contact for security notices.' }],
    subservices: [
      {
        id: 'SO-1',
        name: 'Cloud host (sample)',
        serviceNature: 'data centers, servers, storage and networks',
        method: 'carve-out',
        criteriaIds: ['CC6.4'],
        csocs: [
          {
            id: 'CS-A',
            text: 'Physical entry to data centers is restricted to authorized people, recorded and reviewed.',
            criteriaIds: ['CC6.4'],
          },
        ],
        monitoringControlIds: ['VEN-05'],
        latestReportReviewed: true,
      },
    ],
    notRelevantCriteria: [],
    changes: [],
    noSignificantChangeStatement: true,
    otherInformation: [
      {
        head: 'Sample',
        text: `Everything about the period from ${period.start} to ${period.end} was written by a simulator.`,
      },
    ],
    approvedBy: organization.signatory.name,
    approvedAt,
    lastEditedBy: securityLead,
  };
}

const narratives = {
  infrastructure:
    'The service runs on virtual servers, managed databases and object storage in two zones of one hosting region. Networks are divided into a public zone for load balancers, an application zone and a data zone; traffic between zones is denied unless a rule allows it.',
  software:
    'The web application and its public interface are written by the organization and deployed from a repository of source code. Supporting software consists of a database system, a queue, a central log store, a monitoring system, a scanner and an identity provider with a second factor.',
  people:
    'Management, engineering, operations, security, customer support, finance and people operations take part in running the system. Each role has a written responsibility and a deputy. Engineers on duty answer alerts at all hours. Contractors are bound by the same policies as staff.',
  procedures:
    'Policies are approved each year and published to staff. Procedures cover granting and removing access, changing production, watching capacity and alerts, handling incidents, backing up and restoring data, managing suppliers, and treating risks. Each procedure names who acts and the record that shows it.',
  data: 'The system holds booking and settlement records of customers, contact details of their staff, documents that they upload, audit logs, and configuration. Data are classified as public, internal or confidential. Customer data are confidential, encrypted in transit and at rest, and deleted after the contract.',
  controlEnvironment:
    'Directors and managers set the tone by a code of conduct that everybody acknowledges. Breaches are recorded, investigated by somebody who is not involved, and decided by management. Responsibilities for security, availability and incident response are assigned in writing with deputies, and people are hired and trained for the role that they hold.',
  riskAssessment:
    'Management assesses risks to its commitments and system requirements at least once a year. The assessment covers threats, vulnerabilities, suppliers, fraud and change; it rates likelihood, impact and what remains after controls, and gives each risk a response, an owner and an approval. Treatment plans are followed up every quarter until they are done.',
  informationAndCommunication:
    'Policies and procedures are published where staff can read them. The steering meeting brings together security, engineering and operations every month and records its actions. The board receives a quarterly report on security, risk and internal control. Customers are told of commitments in the agreement and of material changes before they take effect.',
  monitoring:
    'Controls are watched by automated checks every day and by an internal evaluation once a year, done by people who do not operate the control that they evaluate. Deficiencies are recorded with an owner and a date, and open ones are reviewed by management each month. Suppliers on whom the service depends are reviewed yearly.',
  controlActivities:
    'Control activities follow from the risk assessment and are set down in policies and procedures. Technology controls restrict access to people with an approved need, require a second factor, keep changes apart from those who wrote them, collect and keep logs, find vulnerabilities, and back up data. Duties that conflict are held by different people.',
} as const;

/** The words of each section, by file name. */
export function descriptionWords(period: Span): Record<string, string> {
  const sample = 'This text belongs to sample data written by a simulator; no such organization exists.';
  return {
    DC1: `Alderbrook runs Alderbrook Yard, with which carriers book loading ramps and yards plan arrivals. ${sample}\n\nCarriers and yards reach the service by browser and by a programming interface. The service is used at all hours.\n`,
    DC2: `Alderbrook commits itself to authorized access to customer data and to the availability of the service. The commitments stand in the master agreement and in the service level agreement. ${sample}\n`,
    DC3: `The system consists of servers and databases in two zones, the application, the people who run it, their procedures, and booking and settlement records. ${sample}\n`,
    DC4: `From ${period.start} to ${period.end} management identified no incident that resulted from controls that failed or that kept a commitment from being achieved. ${sample}\n`,
    DC5: `The controls of Section IV were designed by management to meet the applicable criteria of security and availability. ${sample}\n`,
    DC6: `Customers remove the accounts of their own people who leave; without that, access by authorized people alone cannot be achieved. ${sample}\n`,
    DC7: `A cloud host runs data centers, servers, storage and networks. Its controls are carved out, and management reviews its report every year. ${sample}\n`,
    DC8: `Every applicable criterion is addressed by controls. ${sample}\n`,
    DC9: `No significant change to the system took place from ${period.start} to ${period.end}. ${sample}\n`,
  };
}

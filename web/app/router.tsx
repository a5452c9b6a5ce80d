import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Navigate } from '@tanstack/react-router';
import { Frame } from './frame/frame.tsx';
import { beginningOf, useStanding } from './frame/session.tsx';
import { Empty } from './parts/states.tsx';
import { en } from './words/en.ts';

/** Lists keep their filter, their order and what is open in the address. */
interface Where {
  readonly open?: string;
  readonly state?: string;
  readonly sort?: string;
  readonly q?: string;
  readonly only?: string;
  readonly fresh?: string;
  readonly kind?: string;
  /** the saved view that is shown; `none`: the list as it is */
  readonly view?: string;
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' && value.length <= 200 ? value : undefined;

const root = createRootRoute({
  validateSearch: (search: Record<string, unknown>): Where => {
    const where = {
      open: text(search['open']),
      state: text(search['state']),
      sort: text(search['sort']),
      q: text(search['q']),
      only: text(search['only']),
      fresh: text(search['fresh']),
      kind: text(search['kind']),
      view: text(search['view']),
    };
    return Object.fromEntries(Object.entries(where).filter(([, value]) => value !== undefined));
  },
  notFoundComponent: () => <Empty sentence={en.problem.nowhere} />,
});
const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: lazyRouteComponent(() => import('./pages/door.tsx'), 'SignIn'),
});
const forgotten = createRoute({
  getParentRoute: () => root,
  path: '/sign-in/recover',
  component: lazyRouteComponent(() => import('./pages/joining.tsx'), 'Forgotten'),
});
const singleSignOn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in/single-sign-on',
  component: lazyRouteComponent(() => import('./pages/single-sign-on.tsx'), 'SingleSignOnPage'),
});
const factor = createRoute({
  getParentRoute: () => root,
  path: '/sign-in/factor',
  component: lazyRouteComponent(() => import('./pages/single-sign-on.tsx'), 'FactorPage'),
});
const recovery = createRoute({
  getParentRoute: () => root,
  path: '/recover/$token',
  component: lazyRouteComponent(() => import('./pages/joining.tsx'), 'Recovery'),
});
const Invitation = lazyRouteComponent(() => import('./pages/joining.tsx'), 'InvitationPage');
const invite = createRoute({ getParentRoute: () => root, path: '/invite/$token', component: Invitation });
const invitations = createRoute({ getParentRoute: () => root, path: '/invitations/$token', component: Invitation });
const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  component: lazyRouteComponent(() => import('./pages/door.tsx'), 'SignIn'),
});
const frame = createRoute({ getParentRoute: () => root, id: 'frame', component: Frame });
const start = createRoute({ getParentRoute: () => frame, path: '/', component: Start });
const home = () => lazyRouteComponent(() => import('./pages/home.tsx'), 'Home');
const management = createRoute({ getParentRoute: () => frame, path: '/m', component: home() });
const firm = createRoute({ getParentRoute: () => frame, path: '/f', component: home() });
const work = createRoute({
  getParentRoute: () => frame,
  path: '/work',
  component: lazyRouteComponent(() => import('./pages/work.tsx'), 'WorkPage'),
});
const matrix = createRoute({
  getParentRoute: () => frame,
  path: '/m/matrix',
  component: lazyRouteComponent(() => import('./pages/matrix.tsx'), 'Matrix'),
});
const Register = lazyRouteComponent(() => import('./pages/registers.tsx'), 'RegisterPage');
const controls = createRoute({
  getParentRoute: () => frame,
  path: '/m/controls',
  component: () => <Register name="controls" />,
});
const register = createRoute({
  getParentRoute: () => frame,
  path: '/m/registers/$register',
  component: RegisterOfAddress,
});
const firmRegister = createRoute({
  getParentRoute: () => frame,
  path: '/f/registers/$register',
  component: RegisterOfFirm,
});
const ImportPage = lazyRouteComponent(() => import('./pages/import.tsx'), 'ImportPage');
const taking = createRoute({
  getParentRoute: () => frame,
  path: '/m/registers/$register/import',
  component: () => <ImportPage name={taking.useParams().register} />,
});
const takingOfFirm = createRoute({
  getParentRoute: () => frame,
  path: '/f/registers/$register/import',
  component: () => <ImportPage name={takingOfFirm.useParams().register} />,
});
const members = createRoute({
  getParentRoute: () => frame,
  path: '/settings/members',
  component: lazyRouteComponent(() => import('./pages/members.tsx'), 'MembersPage'),
});
const organization = createRoute({
  getParentRoute: () => frame,
  path: '/settings/organization',
  component: lazyRouteComponent(() => import('./pages/organization.tsx'), 'OrganizationPage'),
});
const jobs = createRoute({
  getParentRoute: () => frame,
  path: '/settings/jobs',
  component: lazyRouteComponent(() => import('./pages/jobs.tsx'), 'JobsPage'),
});
const partners = createRoute({
  getParentRoute: () => frame,
  path: '/settings/partners',
  component: lazyRouteComponent(() => import('./pages/partners.tsx'), 'PartnersPage'),
});
const hosting = createRoute({
  getParentRoute: () => frame,
  path: '/settings/hosting',
  component: lazyRouteComponent(() => import('./pages/hosting.tsx'), 'HostingPage'),
});
const notifications = createRoute({
  getParentRoute: () => frame,
  path: '/notifications',
  component: lazyRouteComponent(() => import('./pages/notifications.tsx'), 'NotificationsPage'),
});
const notificationSettings = createRoute({
  getParentRoute: () => frame,
  path: '/settings/notifications',
  component: lazyRouteComponent(() => import('./pages/notification-settings.tsx'), 'NotificationSettings'),
});
const engagements = createRoute({
  getParentRoute: () => frame,
  path: '/settings/engagements',
  component: lazyRouteComponent(() => import('./pages/engagements.tsx'), 'EngagementsPage'),
});
const Documents = lazyRouteComponent(() => import('./pages/documents.tsx'), 'DocumentsPage');
const documents = createRoute({ getParentRoute: () => frame, path: '/m/documents', component: Documents });
const firmDocuments = createRoute({ getParentRoute: () => frame, path: '/f/documents', component: Documents });
const fileOpen = createRoute({
  getParentRoute: () => frame,
  path: '/f/new',
  component: lazyRouteComponent(() => import('./pages/file-open.tsx'), 'FileOpenPage'),
});
const file = createRoute({
  getParentRoute: () => frame,
  path: '/f/e/$id',
  component: lazyRouteComponent(() => import('./pages/file.tsx'), 'FilePage'),
});
const paper = createRoute({
  getParentRoute: () => frame,
  path: '/f/e/$id/papers/$kind/$subject',
  component: lazyRouteComponent(() => import('./pages/paper.tsx'), 'PaperPage'),
});
const me = createRoute({
  getParentRoute: () => frame,
  path: '/me',
  component: lazyRouteComponent(() => import('./pages/me.tsx'), 'Me'),
});

const Evidence = lazyRouteComponent(() => import('./pages/evidence.tsx'), 'EvidencePage');
const evidence = createRoute({ getParentRoute: () => frame, path: '/m/evidence', component: Evidence });
const firmEvidence = createRoute({ getParentRoute: () => frame, path: '/f/evidence', component: Evidence });
const letters = createRoute({
  getParentRoute: () => frame,
  path: '/m/assertion',
  component: lazyRouteComponent(() => import('./pages/letters.tsx'), 'LettersPage'),
});
const description = createRoute({
  getParentRoute: () => frame,
  path: '/m/description',
  component: lazyRouteComponent(() => import('./pages/description.tsx'), 'DescriptionPage'),
});
const library = createRoute({
  getParentRoute: () => frame,
  path: '/m/controls/library',
  component: lazyRouteComponent(() => import('./pages/library.tsx'), 'LibraryPage'),
});
const occurrences = createRoute({
  getParentRoute: () => frame,
  path: '/m/controls/occurrences',
  component: lazyRouteComponent(() => import('./pages/occurrences.tsx'), 'OccurrencesPage'),
});
const portal = createRoute({
  getParentRoute: () => frame,
  path: '/portal',
  component: lazyRouteComponent(() => import('./pages/portal.tsx'), 'PortalPage'),
});
const readings = createRoute({
  getParentRoute: () => frame,
  path: '/m/acknowledgements',
  component: lazyRouteComponent(() => import('./pages/readings.tsx'), 'ReadingsPage'),
});
const gaps = createRoute({
  getParentRoute: () => frame,
  path: '/m/readiness/gaps',
  component: lazyRouteComponent(() => import('./pages/gaps.tsx'), 'GapsPage'),
});
const dryRun = createRoute({
  getParentRoute: () => frame,
  path: '/m/readiness/dry-run',
  component: lazyRouteComponent(() => import('./pages/dry-run.tsx'), 'DryRunPage'),
});
const populations = createRoute({
  getParentRoute: () => frame,
  path: '/m/populations',
  component: lazyRouteComponent(() => import('./pages/populations.tsx'), 'PopulationsPage'),
});
const population = createRoute({
  getParentRoute: () => frame,
  path: '/m/populations/$id',
  component: lazyRouteComponent(() => import('./pages/population.tsx'), 'PopulationPage'),
});
const selfTest = createRoute({
  getParentRoute: () => frame,
  path: '/m/self-tests/$id',
  component: lazyRouteComponent(() => import('./pages/self-test.tsx'), 'SelfTestPage'),
});
const system = createRoute({
  getParentRoute: () => frame,
  path: '/m/system',
  component: lazyRouteComponent(() => import('./pages/system.tsx'), 'SystemPage'),
});
const StartPage = lazyRouteComponent(() => import('./pages/start.tsx'), 'StartPage');
const chooser = createRoute({ getParentRoute: () => root, path: '/start', component: StartPage });
const question = createRoute({ getParentRoute: () => root, path: '/start/$question', component: StartPage });

function Start() {
  const { membership } = useStanding();
  return <Navigate to={beginningOf(membership)} replace />;
}

function RegisterOfAddress() {
  const { register: name } = register.useParams();
  return <Register name={name} />;
}

function RegisterOfFirm() {
  const { register: name } = firmRegister.useParams();
  return <Register name={name} />;
}

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    forgotten,
    singleSignOn,
    factor,
    recovery,
    invite,
    invitations,
    setup,
    chooser,
    question,
    frame.addChildren([
      system,
      dryRun,
      populations,
      population,
      selfTest,
      start,
      management,
      firm,
      work,
      matrix,
      controls,
      description,
      letters,
      library,
      occurrences,
      gaps,
      evidence,
      firmEvidence,
      register,
      firmRegister,
      taking,
      takingOfFirm,
      organization,
      members,
      jobs,
      hosting,
      partners,
      portal,
      readings,
      notifications,
      engagements,
      documents,
      firmDocuments,
      fileOpen,
      file,
      paper,
      notificationSettings,
      me,
    ]),
  ]),
  defaultPreload: 'intent',
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

/** Every route of the API, from every slice: what the server answers, the document describes and the rights are checked against. */
import type { OrganizationKeys } from './adapters/blobs/side-keys.ts';
import type { Standards } from './criteria/index.ts';
import { descriptionRoutes } from './description-kept/index.ts';
import { directoryRoutes } from './directory/index.ts';
import { dryRunRoutes } from './dry-run/index.ts';
import { type EvidenceParts, evidenceRoutes } from './evidence/index.ts';
import { engagementFileRoutes, type FileParts } from './engagement-file/index.ts';
import type { Route } from './http/api/route.ts';
import type { Decider } from './identity/decide.ts';
import { type IdentityDependencies, identityRoutes, rightsRoutes } from './identity/index.ts';
import { type JobParts, jobRoutes } from './jobs/index.ts';
import { type KeptParts, keptRoutes } from './populations-kept/index.ts';
import { portalRoutes } from './portal/index.ts';
import { letterRoutes } from './letters/index.ts';
import { managementDocumentRoutes } from './management-documents/index.ts';
import { noticeRoutes } from './notices/index.ts';
import { quotaRoutes } from './quotas/index.ts';
import { readinessRoutes } from './readiness/index.ts';
import { registerRoutes, registers } from './registers/index.ts';
import { systemPictureRoutes } from './system-picture/index.ts';
import { exchangeParts, exchangeRoutes, type PackageSigner } from './exchange/index.ts';
import { viewRoutes } from './views/index.ts';

/** What handlers work with. */
export interface RouteParts {
  readonly keys: OrganizationKeys;
  readonly decider: Decider;
  readonly identity: IdentityDependencies;
  readonly evidence: EvidenceParts;
  readonly standards: Standards;
  readonly recorder: PackageSigner;
  readonly kept: KeptParts;
  readonly files: FileParts;
  readonly jobs: Omit<JobParts, 'keys' | 'decider'> & { readonly ending: AbortSignal };
}

export function allRoutes(parts: RouteParts): readonly Route[] {
  return [
    ...identityRoutes(parts.identity),
    ...rightsRoutes(parts.decider),
    ...exchangeRoutes(registers, exchangeParts(parts.keys, parts.evidence, parts.recorder)),
    ...managementDocumentRoutes({ keys: parts.keys, standards: parts.standards }),
    ...registerRoutes(registers, parts.keys, parts.decider),
    ...evidenceRoutes(parts.evidence),
    ...readinessRoutes(registers, parts.keys, parts.standards),
    ...portalRoutes(parts.evidence, parts.identity),
    ...keptRoutes(parts.kept),
    ...descriptionRoutes(parts.keys, parts.standards, parts.decider),
    ...letterRoutes(parts.keys, parts.decider),
    ...systemPictureRoutes(registers, parts.keys),
    ...dryRunRoutes(parts.keys, parts.kept),
    ...engagementFileRoutes(parts.files),
    ...noticeRoutes(parts.keys),
    ...quotaRoutes(),
    ...directoryRoutes({ keys: parts.keys, identity: parts.identity }),
    ...viewRoutes({ keys: parts.keys, lists: listsOf(registers) }),
    ...jobRoutes({ ...parts.jobs, keys: parts.keys, decider: parts.decider }, parts.jobs.ending),
  ];
}

/** Lists that have saved views: every register, and what is a list of its own. */
function listsOf(all: typeof registers) {
  const own = (side: 'management' | 'firm') => all.filter((one) => one.side === side).map((one) => one.name);
  return { management: new Set([...own('management'), 'evidence']), firm: new Set([...own('firm'), 'evidence']) };
}

/** The same routes to be described and never asked: nothing stands behind their handlers. */
export function describedRoutes(): readonly Route[] {
  const nothing: unknown = new Proxy(() => undefined, {
    get: () => nothing,
    apply: () => {
      throw new Error('A route that is only described was asked.');
    },
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- stands for every part and is none
  return allRoutes(new Proxy({}, { get: () => nothing }) as RouteParts);
}

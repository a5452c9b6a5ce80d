import {
  IconArrowsExchange,
  IconLink,
  IconBell,
  IconCalendar,
  IconFileText,
  IconFiles,
  IconChecklist,
  IconDatabase,
  IconHome,
  IconInbox,
  IconLayoutGrid,
  IconFileSearch,
  IconPaperclip,
  IconProgressHelp,
  IconProgress,
  IconRoute,
  IconServer,
  IconSettings,
  IconSignature,
  IconSitemap,
  IconStack2,
  IconUser,
  IconUsers,
  IconWritingSign,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { en } from '../words/en.ts';
import { description } from '../words/en-description.ts';
import { documents } from '../words/en-documents.ts';
import { dryRun } from '../words/en-dry-run.ts';
import { engagements } from '../words/en-engagements.ts';
import { evidence } from '../words/en-evidence.ts';
import { hosting } from '../words/en-hosting.ts';
import { jobs } from '../words/en-jobs.ts';
import { letters } from '../words/en-letters.ts';
import { partner } from '../words/en-partner.ts';
import { notices } from '../words/en-notices.ts';
import { populations } from '../words/en-populations.ts';
import { portal as reading, readings } from '../words/en-portal.ts';
import { system } from '../words/en-system.ts';
import type { Side } from './addresses.ts';
import { isEmployee, type Membership } from './session.tsx';

/** A page somebody may go to: sidebar, line at the top and the search over everything read this one list. */
export interface Place {
  readonly to: string;
  readonly label: string;
  /** where it stands in the sidebar: at the top, before the registers of a group, at the foot, or not at all */
  readonly at: 'top' | 'system' | 'controls' | 'engagement' | 'foot' | 'nowhere';
  readonly icon?: ReactNode;
  /** whose it is; left out: both sides' */
  readonly side?: Side;
  /** sides for which it stays where they have a portal alone (R-IND-10) */
  readonly portal?: readonly Side[];
}

const size = { size: 14, stroke: 1.6 };

const places: readonly Place[] = [
  {
    to: '/m',
    label: en.frame.overview,
    at: 'top',
    icon: <IconHome {...size} />,
    side: 'management',
    portal: ['management'],
  },
  { to: '/f', label: en.frame.overview, at: 'top', icon: <IconHome {...size} />, side: 'firm', portal: ['firm'] },
  { to: '/m/matrix', label: en.frame.matrix, at: 'top', icon: <IconLayoutGrid {...size} />, side: 'management' },
  {
    to: '/m/readiness/gaps',
    label: en.frame.gaps,
    at: 'top',
    icon: <IconProgressHelp {...size} />,
    side: 'management',
  },
  {
    to: '/m/readiness/dry-run',
    label: dryRun.title,
    at: 'top',
    icon: <IconFileSearch {...size} />,
    side: 'management',
  },
  {
    to: '/m/evidence',
    label: evidence.title,
    at: 'top',
    icon: <IconPaperclip {...size} />,
    side: 'management',
    portal: ['management'],
  },
  { to: '/f/evidence', label: evidence.title, at: 'top', icon: <IconPaperclip {...size} />, side: 'firm' },
  {
    to: '/m/populations',
    label: populations.title,
    at: 'top',
    icon: <IconDatabase {...size} />,
    side: 'management',
  },
  { to: '/m/system', label: system.title, at: 'system', icon: <IconSitemap {...size} />, side: 'management' },
  {
    to: '/m/description',
    label: description.place,
    at: 'top',
    icon: <IconFileText {...size} />,
    side: 'management',
  },
  {
    to: '/m/assertion',
    label: letters.title,
    at: 'top',
    icon: <IconSignature {...size} />,
    side: 'management',
  },
  {
    to: '/m/documents',
    label: documents.title,
    at: 'engagement',
    icon: <IconFiles {...size} />,
    side: 'management',
    portal: ['management'],
  },
  {
    to: '/f/documents',
    label: documents.title,
    at: 'engagement',
    icon: <IconFiles {...size} />,
    side: 'firm',
    portal: ['firm'],
  },
  { to: '/work', label: en.frame.work, at: 'top', icon: <IconInbox {...size} /> },
  { to: '/portal', label: reading.title, at: 'top', icon: <IconWritingSign {...size} />, side: 'management' },
  {
    to: '/m/acknowledgements',
    label: readings.title,
    at: 'top',
    icon: <IconChecklist {...size} />,
    side: 'management',
  },
  {
    to: '/m/controls/library',
    label: en.frame.library,
    at: 'controls',
    icon: <IconStack2 {...size} />,
    side: 'management',
  },
  {
    to: '/m/controls/occurrences',
    label: en.frame.occurrences,
    at: 'controls',
    icon: <IconCalendar {...size} />,
    side: 'management',
  },
  { to: '/start', label: en.frame.start, at: 'engagement', icon: <IconRoute {...size} />, side: 'management' },
  {
    to: '/settings/partners',
    label: partner.title,
    at: 'engagement',
    icon: <IconArrowsExchange {...size} />,
    portal: ['management', 'firm'],
  },
  {
    to: '/settings/members',
    label: en.frame.members,
    at: 'foot',
    icon: <IconUsers {...size} />,
    portal: ['management', 'firm'],
  },
  {
    to: '/settings/organization',
    label: en.frame.organization,
    at: 'foot',
    icon: <IconSettings {...size} />,
    portal: ['management', 'firm'],
  },
  {
    to: '/settings/jobs',
    label: jobs.title,
    at: 'foot',
    icon: <IconProgress {...size} />,
    portal: ['management', 'firm'],
  },
  {
    to: '/settings/hosting',
    label: hosting.title,
    at: 'foot',
    icon: <IconServer {...size} />,
    portal: ['management', 'firm'],
  },
  { to: '/me', label: en.frame.account, at: 'nowhere', icon: <IconUser {...size} />, portal: ['management', 'firm'] },
  {
    to: '/settings/engagements',
    label: engagements.title,
    at: 'engagement',
    icon: <IconLink {...size} />,
    portal: ['management', 'firm'],
  },
  {
    to: '/notifications',
    label: notices.title,
    at: 'nowhere',
    icon: <IconBell {...size} />,
    portal: ['management', 'firm'],
  },
  {
    to: '/settings/notifications',
    label: notices.settings,
    at: 'foot',
    icon: <IconBell {...size} />,
    portal: ['management', 'firm'],
  },
];

/** The pages of a member, in the order of the sidebar: an employee's portal alone; what stays where a side has a portal alone (R-IND-10) */
export function placesOf(membership: Membership): readonly Place[] {
  const { side, portal } = membership;
  const own = places.filter(
    (place) => (place.side === undefined || place.side === side) && (!portal || place.portal?.includes(side) === true),
  );
  return isEmployee(membership) ? own.filter((place) => place.to === '/portal' || place.to === '/me') : own;
}

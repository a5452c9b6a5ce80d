/** What the pages of an engagement file share: how it is asked for, and how a workpaper's state looks. */
import { useQuery } from '@tanstack/react-query';
import { ask, type Shape } from '../api/client.ts';
import { useMembers, useStanding } from '../frame/session.tsx';
import { StatusMark } from '../parts/status.tsx';
import { day, initials } from '../words/en.ts';
import { files as words } from '../words/en-files.ts';

export type EngagementFile = Shape<'EngagementFile'>;
export type FileOverview = Shape<'EngagementFileOverview'>;
export type Indexed = FileOverview['papers'][number];
export type Paper = Shape<'Workpaper'>;
export type PaperKind = Shape<'files.kinds'>['items'][number];
export type PaperField = PaperKind['fields'][number];

export function useFileBase(): { readonly base: string; readonly key: readonly string[] } {
  const { membership } = useStanding();
  const { organizationId } = membership;
  return { base: `/organizations/${organizationId}/engagement-files`, key: [organizationId, 'files'] };
}

/** Every kind of workpaper; they change with the program alone. */
export function useKinds() {
  const { base, key } = useFileBase();
  return useQuery({
    queryKey: [...key, 'kinds'],
    queryFn: ({ signal }) => ask<Shape<'files.kinds'>>('GET', `${base}/kinds`, { signal }),
    staleTime: Infinity,
  });
}

export function useFile(id: string) {
  const { base, key } = useFileBase();
  return useQuery({
    queryKey: [...key, 'one', id],
    queryFn: ({ signal }) => ask<FileOverview>('GET', `${base}/${id}`, { signal }),
  });
}

/** Names of the firm's people, by id. */
export function useNames(): (id: string) => string {
  const members = useMembers();
  const names = new Map(members.data?.items.map((member) => [member.personId, member.name]));
  return (id) => names.get(id) ?? '…';
}

/** The facts of an engagement that stand under its name. */
export function factsOf(file: EngagementFile): readonly string[] {
  const { code, type, from, to, asOf, system } = file;
  return [
    code,
    system,
    type === null ? null : (words.types[type] ?? type),
    from !== null && to !== null ? `${day(from)} – ${day(to)}` : asOf === null ? null : day(asOf),
  ].filter((fact) => fact !== null);
}

const marks = { missing: 'missing', draft: 'missing', prepared: 'open', reviewed: 'open', approved: 'signed' } as const;

/** Where a paper stands: the last level of its kind is its end, whatever it is called. */
export function PaperMark({ paper, kind }: { readonly paper: Indexed; readonly kind: PaperKind | undefined }) {
  if (paper.stale) return <StatusMark kind="stale" word={words.stale} />;
  const isLast = kind?.signed.at(-1)?.level === paper.state;
  return <StatusMark kind={isLast ? 'signed' : marks[paper.state]} word={words.states[paper.state]} />;
}

export function isDone(paper: Indexed, kind: PaperKind | undefined): boolean {
  return !paper.stale && paper.open === 0 && kind?.signed.at(-1)?.level === paper.state;
}

/** What a paper is about, as people say it; of one about the whole file nothing. */
export function aboutOf(
  kind: PaperKind | undefined,
  paper: Pick<Indexed, 'subject' | 'title'>,
  nameOf: (id: string) => string,
): string | null {
  if (kind === undefined || kind.per === 'file') return null;
  if (kind.per === 'member') return nameOf(paper.subject);
  return paper.title === null ? paper.subject : `${paper.subject} ${paper.title}`;
}

export function Who({ name }: { readonly name: string }) {
  return (
    <span className="ava" role="img" aria-label={name} title={name}>
      {initials(name)}
    </span>
  );
}

const documentMarks: Readonly<Record<string, string>> = {
  open: 'open',
  signed: 'signed',
  returned: 'returned',
  withdrawn: 'no-occurrence',
};

/** Where a document that crossed stands. */
export function DocumentMark({ document }: { readonly document: { readonly state: string } }) {
  const { state } = document;
  return <StatusMark kind={documentMarks[state] ?? 'open'} word={words.documentStates[state] ?? state} />;
}

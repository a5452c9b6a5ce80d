import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError, ask, type Comments, type Register } from '../api/client.ts';
import { useStanding } from '../frame/session.tsx';
import { MentionText, mentionedIn } from '../parts/mention.tsx';
import { Act, Failed } from '../parts/states.tsx';
import { en, initials, moment } from '../words/en.ts';

/** What was said about a record on this side, the latest at the foot, and a field to say more. */
export function CommentList({
  register,
  base,
  id,
}: {
  readonly register: Register;
  readonly base: string;
  readonly id: string;
}) {
  const { membership } = useStanding();
  const queries = useQueryClient();
  const key = [membership.organizationId, register.name, 'comments', id];
  const comments = useInfiniteQuery({
    queryKey: key,
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      ask<Comments>('GET', `${base}/${id}/comments${pageParam === '' ? '' : `?before=${pageParam}`}`, { signal }),
    getNextPageParam: (page) => (page.earlier ? page.items[0]?.id : undefined),
  });
  const said = comments.data?.pages.toReversed().flatMap((page) => page.items);
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<ReadonlyMap<string, string>>(new Map());
  const send = useMutation({
    mutationFn: () =>
      ask('POST', `${base}/${id}/comments`, { body: { text, mentions: mentionedIn(text, chosen).slice(0, 20) } }),
    onSuccess: async () => {
      setText('');
      setChosen(new Map());
      await queries.invalidateQueries({ queryKey: key });
    },
  });
  if (comments.isError) return <Failed error={comments.error} retry={() => void comments.refetch()} />;
  const allowed = register.allowed.comment;
  return (
    <div className="stackv">
      <p className="hint">{en.drawer.sideOnly}</p>
      {said?.length === 0 ? <p className="m">{en.drawer.noComments}</p> : null}
      {comments.hasNextPage ? (
        <div>
          <button
            type="button"
            className="b s"
            disabled={comments.isFetchingNextPage}
            onClick={() => void comments.fetchNextPage()}
          >
            {en.drawer.earlier}
          </button>
        </div>
      ) : null}
      <ol className="stackv">
        {said?.map((comment) => (
          <li key={comment.id} className="row" style={{ alignItems: 'flex-start' }}>
            <span className="ava">{initials(comment.by.name)}</span>
            <div className="said">
              <b>{comment.by.name}</b> <span className="q sm">{moment(comment.at)}</span>
              <p>{comment.text}</p>
            </div>
          </li>
        ))}
      </ol>
      <MentionText
        label={en.drawer.comment}
        text={text}
        chosen={chosen}
        max={5000}
        change={(next, people) => {
          setText(next);
          setChosen(people);
        }}
      />
      {send.error instanceof ApiError ? (
        <p className="err" role="alert">
          {send.error.problem.detail}
        </p>
      ) : null}
      <div>
        <Act allowed={allowed.allowed && text.trim() !== ''} reason={allowed.reason} onClick={() => send.mutate()}>
          {en.drawer.send}
        </Act>
      </div>
    </div>
  );
}

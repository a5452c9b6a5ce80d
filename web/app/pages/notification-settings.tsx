import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ask, type Shape } from '../api/client.ts';
import '../frame/notices.css';
import { useStanding } from '../frame/session.tsx';
import { Failed, Waiting } from '../parts/states.tsx';
import { notices as words } from '../words/en-notices.ts';

type Preference = Shape<'notices.preference'>;
type Topic = keyof Preference['ways'];
const topics = [
  'assigned',
  'mentioned',
  'due',
  'received',
  'answered',
  'jobs',
  'joined',
] as const satisfies readonly Topic[];
const ways = ['now', 'digest', 'none'] as const;

/** What is mailed to the person who looks, and when: each choice is saved as it is made. */
export function NotificationSettings() {
  const { membership } = useStanding();
  const base = `/organizations/${membership.organizationId}/notices/preference`;
  const key = [membership.organizationId, 'notices', 'preference'];
  const queries = useQueryClient();
  const known = useQuery({ queryKey: key, queryFn: ({ signal }) => ask<Preference>('GET', base, { signal }) });
  const save = useMutation({
    mutationFn: (preference: Preference) =>
      ask<Preference>('PUT', base, { body: preference.ways, version: preference.version }),
    onSuccess: (preference) => queries.setQueryData<Preference>(key, preference),
    onError: () => queries.invalidateQueries({ queryKey: key }),
  });
  const shown = save.isPending ? save.variables : known.data;
  return (
    <div className="body">
      <div className="head">
        <div>
          <h1>{words.settings}</h1>
          <div className="sub" style={{ whiteSpace: 'normal' }}>
            {words.settingsHelp}
          </div>
        </div>
        <span className="sp" />
        <span role="status" className="q sm">
          {save.isSuccess ? words.saved : ''}
        </span>
      </div>
      {save.isError ? <Failed error={save.error} /> : null}
      {known.isError ? <Failed error={known.error} retry={() => void known.refetch()} /> : null}
      {known.isLoading ? <Waiting /> : null}
      {shown === undefined ? null : (
        <div className="pad">
          <div className="card" style={{ overflow: 'auto' }}>
            <table className="choice-table" aria-label={words.settings}>
              <thead>
                <tr>
                  <th scope="col">{words.topic}</th>
                  {ways.map((way) => (
                    <th key={way} scope="col" className="way">
                      {words.ways[way]}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {topics.map((topic) => (
                  <tr key={topic}>
                    <td>{words.topics[topic]}</td>
                    {ways.map((way) => (
                      <td key={way} className="way">
                        <input
                          type="radio"
                          name={topic}
                          aria-label={`${words.topics[topic]}: ${words.ways[way]}`}
                          checked={shown.ways[topic] === way}
                          disabled={save.isPending}
                          onChange={() => save.mutate({ ...shown, ways: { ...shown.ways, [topic]: way } })}
                        />
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </div>
      )}
    </div>
  );
}

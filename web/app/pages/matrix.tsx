import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Fragment, type KeyboardEvent, useState } from 'react';
import { ask, type RecordPage, type RegisterRecord } from '../api/client.ts';
import { useStanding } from '../frame/session.tsx';
import { Empty, Failed, Waiting } from '../parts/states.tsx';
import { StatusMark } from '../parts/status.tsx';
import { count, en, textOf } from '../words/en.ts';

/** Controls down, criteria across: which control stands behind which criterion, at a glance. */
export function Matrix() {
  const { membership } = useStanding();
  const base = `/organizations/${membership.organizationId}/controls`;
  const controls = useQuery({
    queryKey: [membership.organizationId, 'controls', 'matrix'],
    queryFn: async ({ signal }) => {
      const items: RegisterRecord[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const page: RecordPage = await ask<RecordPage>(
          'GET',
          `${base}?sort=code&limit=200${cursor === '' ? '' : `&cursor=${cursor}`}`,
          { signal },
        );
        items.push(...page.items);
        cursor = page.next;
      }
      return items.filter((item) => item.state !== 'retired');
    },
  });
  const [at, setAt] = useState<readonly [number, number]>([0, 0]);
  const navigate = useNavigate();
  if (controls.isError) return <Failed error={controls.error} retry={() => void controls.refetch()} />;
  if (controls.data === undefined) return <Waiting rows={16} />;
  const rows = controls.data;
  const criteria = [...new Set(rows.flatMap((row) => criteriaOf(row)))].toSorted(inOrder);
  const open = (row: number): void => {
    const code = rows[row]?.code;
    if (code !== undefined) void navigate({ to: '/m/controls', search: { open: code } });
  };
  const onKey = (event: KeyboardEvent): void => {
    const [row, column] = at;
    const step: Readonly<Record<string, readonly [number, number]>> = {
      ArrowDown: [1, 0],
      ArrowUp: [-1, 0],
      ArrowRight: [0, 1],
      ArrowLeft: [0, -1],
    };
    const by = step[event.key];
    if (event.key === 'Enter') open(row);
    if (by === undefined) return;
    event.preventDefault();
    const next: readonly [number, number] = [clamp(row + by[0], rows.length), clamp(column + by[1], criteria.length)];
    setAt(next);
    document
      .querySelector(`[data-cell="${next[0]}-${next[1]}"]`)
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };
  return (
    <>
      <div className="head" style={{ paddingBottom: 8 }}>
        <div>
          <h1>{en.matrix.title}</h1>
          <div className="sub">
            {count(rows.length)} {en.home.controls.toLowerCase()}
            <span className="dot" />
            {count(criteria.length)} {en.matrix.criteria}
            <span className="dot" />
            {en.matrix.help}
          </div>
        </div>
      </div>
      {criteria.length === 0 ? (
        <Empty sentence={en.matrix.none} />
      ) : (
        <div className="body">
          <table className="mx" role="grid" tabIndex={0} aria-label={en.matrix.title} onKeyDown={onKey}>
            <thead>
              <tr>
                <th className="lead">{en.matrix.control}</th>
                {criteria.map((criterion, column) => {
                  const behind = rows.filter((row) => criteriaOf(row).includes(criterion)).length;
                  return (
                    <th
                      key={criterion}
                      className="c"
                      title={criterion}
                      style={{ background: column === at[1] ? 'var(--selected)' : undefined }}
                    >
                      <span style={{ writingMode: 'vertical-rl', transform: 'rotate(180deg)' }}>
                        {criterion} <span className="q num">{behind}</span>
                      </span>
                    </th>
                  );
                })}
              </tr>
            </thead>
            <tbody>
              {rows.map((row, index) => (
                <tr key={row.id} onDoubleClick={() => open(index)}>
                  <td className="lead ell">
                    <span className="mono m" style={{ display: 'inline-block', width: 68 }}>
                      {row.code}
                    </span>
                    {textOf(row.content['title'])}
                  </td>
                  {criteria.map((criterion, column) => (
                    <Fragment key={criterion}>
                      <td
                        className="c"
                        data-cell={`${index}-${column}`}
                        onClick={() => setAt([index, column])}
                        style={{
                          outline: index === at[0] && column === at[1] ? '2px solid var(--focus)' : undefined,
                          background: column === at[1] || index === at[0] ? 'var(--selected)' : undefined,
                        }}
                      >
                        {criteriaOf(row).includes(criterion) ? (
                          <StatusMark
                            kind={row.state === 'in-force' ? 'met' : 'missing'}
                            word={`${row.code} ${row.state === 'in-force' ? en.matrix.holds : en.matrix.draft} ${criterion}`}
                            alone
                          />
                        ) : null}
                      </td>
                    </Fragment>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

function criteriaOf(row: RegisterRecord): readonly string[] {
  const { criteria } = row.content;
  return Array.isArray(criteria) ? criteria.map(String) : [];
}

function clamp(at: number, size: number): number {
  return Math.max(0, Math.min(at, size - 1));
}

/** Common criteria first, then the categories, each by its numbers. */
function inOrder(a: string, b: string): number {
  const parts = (id: string): readonly [number, number, number] => {
    const [, series = '', major = '0', minor = '0'] = /^([A-Z]+)(\d+)\.(\d+)$/.exec(id) ?? [];
    return [['CC', 'A', 'PI', 'C', 'P'].indexOf(series), Number(major), Number(minor)];
  };
  const [left, right] = [parts(a), parts(b)];
  return left[0] - right[0] || left[1] - right[1] || left[2] - right[2];
}

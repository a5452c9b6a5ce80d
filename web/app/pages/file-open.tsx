import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ApiError, ask } from '../api/client.ts';
import { useMay, useStanding } from '../frame/session.tsx';
import { FormButtons, Refused } from '../parts/forms.tsx';
import { Empty, Failed, Waiting } from '../parts/states.tsx';
import { files as words } from '../words/en-files.ts';
import { type EngagementFile, type PaperKind, useFileBase, useKinds } from './file-parts.tsx';
import { contentOf, type Typed } from './paper-draft.ts';
import { PaperInput } from './paper-fields.tsx';
import './file.css';

const openers = ['engagement-partner', 'manager'] as const;
type Opener = (typeof openers)[number];

/** Opens the file of an engagement with its first paper. */
export function FileOpenPage() {
  const kinds = useKinds();
  const may = useMay('openFile');
  if (kinds.isError) return <Failed error={kinds.error} retry={() => void kinds.refetch()} />;
  const kind = kinds.data?.items.find(({ opens }) => opens);
  if (kind === undefined) return <Waiting />;
  if (!may.allowed && may.reason !== null) return <Empty sentence={may.reason} />;
  return <OpenForm kind={kind} />;
}

function OpenForm({ kind }: { readonly kind: PaperKind }) {
  const { membership } = useStanding();
  const { base, key } = useFileBase();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const mine = openers.filter((role) => membership.roles.includes(role));
  const [as, setAs] = useState<Opener>(mine[0] ?? 'manager');
  const [typed, setTyped] = useState<Typed>({});
  const open = useMutation({
    mutationFn: () => ask<EngagementFile>('POST', base, { body: { as, content: contentOf(kind.fields, typed) } }),
    onSuccess: async ({ code }) => {
      await queries.invalidateQueries({ queryKey: key });
      await navigate({ to: '/f/e/$id', params: { id: code } });
    },
  });
  const wrong = open.error instanceof ApiError ? open.error : null;
  return (
    <div className="body">
      <div className="head">
        <div>
          <h1>{words.open}</h1>
          <div className="sub fl-facts">{words.openHelp}</div>
        </div>
      </div>
      <form
        className="pad wp-form"
        noValidate
        aria-label={words.open}
        onSubmit={(event) => {
          event.preventDefault();
          open.mutate();
        }}
      >
        <label className="f">
          <span className="lab">{words.as}</span>
          <select
            className="in"
            value={as}
            onChange={(event) => setAs(openers.find((one) => one === event.target.value) ?? as)}
          >
            {mine.map((role) => (
              <option key={role} value={role}>
                {words.roles[role]}
              </option>
            ))}
          </select>
        </label>
        {kind.fields.map((field) => (
          <PaperInput
            key={field.name}
            field={field}
            value={typed[field.name] ?? ''}
            put={(value) => setTyped({ ...typed, [field.name]: value })}
            problem={wrong?.problem.errors?.find(({ pointer }) => pointer === `/content/${field.name}`)?.detail}
            people={[]}
            readOnly={false}
          />
        ))}
        <Refused error={wrong} />
        <FormButtons
          submit={words.open}
          isPending={open.isPending}
          cancel={words.cancel}
          close={() => void navigate({ to: '/f' })}
        />
      </form>
    </div>
  );
}

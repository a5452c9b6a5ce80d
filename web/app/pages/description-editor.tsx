import { IconArrowDown, IconArrowUp, IconFileSearch, IconPlus, IconTrash } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Register } from '../api/client.ts';
import { StatusMark } from '../parts/status.tsx';
import { description as words } from '../words/en-description.ts';
import {
  type Block,
  type Finding,
  type Form,
  moved,
  newBlock,
  type Section,
  type Source,
} from './description-draft.ts';

const icon = { size: 14, stroke: 1.6 };

/**
 * The paper of one section. blocks: as they stand, saved or not
 * onChange: told of every change; null: whoever reads may not write
 * onLook: told the id of a block that is to be shown in the pages
 */
export function SectionPaper({
  section,
  number,
  blocks,
  findings,
  registers,
  onChange,
  onLook,
}: {
  readonly section: Section;
  readonly number: number;
  readonly blocks: readonly Block[];
  readonly findings: readonly Finding[];
  readonly registers: readonly Register[];
  readonly onChange: ((blocks: readonly Block[]) => void) | null;
  readonly onLook: (paragraph: string) => void;
}) {
  const composed = new Map(section.paragraphs.map((one) => [one.id, one]));
  const used = new Set(blocks.flatMap((block) => (block.kind === 'register' ? [block.register] : [])));
  const isSource = (name: string): name is Source => section.sources.includes(name);
  const open = registers.filter((one) => isSource(one.name) && !used.has(one.name));
  const add = (block: Block) => onChange?.([...blocks, block]);
  return (
    <article className="ds-paper serif">
      <h2 tabIndex={-1}>
        <span className="num">{number}</span> {section.title}
      </h2>
      {blocks.length === 0 ? <p className="ds-none">{words.empty}</p> : null}
      {blocks.map((block, index) => (
        <div key={block.id} className="ds-block" data-block={block.id} tabIndex={-1}>
          {block.kind === 'register' ? (
            <Filled
              register={registers.find((one) => one.name === block.register)}
              text={composed.get(block.id)?.text ?? ''}
              form={composed.get(block.id)?.form ?? 'paragraph'}
            />
          ) : (
            <Typed
              block={block}
              number={index + 1}
              wrong={findings.filter((one) => one.paragraph === block.id)}
              onText={onChange === null ? null : (text) => onChange(blocks.with(index, { ...block, text }))}
            />
          )}
          {onChange === null ? null : (
            <div className="ds-tools" role="group" aria-label={words.block(index + 1)}>
              {block.kind === 'text' ? (
                <select
                  className="in"
                  aria-label={`${words.block(index + 1)}: ${words.form[block.form]}`}
                  value={block.form}
                  onChange={(event) => {
                    const form = forms.find((one) => one === event.target.value);
                    if (form !== undefined) onChange(blocks.with(index, { ...block, form }));
                  }}
                >
                  {forms.map((form) => (
                    <option key={form} value={form}>
                      {words.form[form]}
                    </option>
                  ))}
                </select>
              ) : null}
              <Tool label={words.toPages} off={false} onClick={() => onLook(block.id)}>
                <IconFileSearch {...icon} />
              </Tool>
              <Tool label={words.up} off={index === 0} onClick={() => onChange(moved(blocks, index, index - 1))}>
                <IconArrowUp {...icon} />
              </Tool>
              <Tool
                label={words.down}
                off={index === blocks.length - 1}
                onClick={() => onChange(moved(blocks, index, index + 1))}
              >
                <IconArrowDown {...icon} />
              </Tool>
              <Tool label={words.remove} off={false} onClick={() => onChange(blocks.toSpliced(index, 1))}>
                <IconTrash {...icon} />
              </Tool>
            </div>
          )}
        </div>
      ))}
      {onChange === null ? null : (
        <div className="ds-add">
          {forms.map((form) => (
            <button key={form} type="button" className="b s" onClick={() => add(newBlock({ form }))}>
              <IconPlus {...icon} />
              {words.add[form]}
            </button>
          ))}
          {open.map((one) => (
            <button
              key={one.name}
              type="button"
              className="b s"
              onClick={() => (isSource(one.name) ? add(newBlock({ register: one.name })) : undefined)}
            >
              <IconPlus {...icon} />
              {words.add.register(one.title)}
            </button>
          ))}
        </div>
      )}
    </article>
  );
}

const forms: readonly Form[] = ['paragraph', 'heading', 'list'];

function Typed({
  block,
  number,
  wrong,
  onText,
}: {
  readonly block: Extract<Block, { kind: 'text' }>;
  readonly number: number;
  readonly wrong: readonly Finding[];
  readonly onText: ((text: string) => void) | null;
}) {
  return (
    <>
      <textarea
        className={`ds-text ds-${block.form}${wrong.length > 0 ? ' ds-wrong' : ''}`}
        aria-label={`${words.block(number)}: ${words.form[block.form]}`}
        aria-describedby={wrong.length > 0 ? `${block.id}-wrong` : undefined}
        value={block.text}
        maxLength={6_000}
        rows={rowsOf(block)}
        readOnly={onText === null}
        onChange={(event) => onText?.(event.target.value)}
      />
      {wrong.length > 0 ? (
        <div id={`${block.id}-wrong`} className="ds-note">
          {wrong.map((one) => (
            <StatusMark
              key={`${one.rule}${one.sentence}`}
              kind={one.severity === 'error' ? 'overdue' : 'stale'}
              word={one.sentence}
            />
          ))}
        </div>
      ) : null}
    </>
  );
}

/** High enough for what stands in it, for browsers that do not fit a field to its text by themselves. */
function rowsOf({ form, text }: Extract<Block, { kind: 'text' }>): number {
  const perLine = form === 'heading' ? 50 : 72;
  return text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / perLine)), 0);
}

function Filled({
  register,
  text,
  form,
}: {
  readonly register: Register | undefined;
  readonly text: string;
  readonly form: Form;
}) {
  return (
    <div className="ds-filled">
      <div className="ds-from">
        <span>{words.from(register?.title ?? '')}</span>
        {register === undefined ? null : (
          <Link to="/m/registers/$register" params={{ register: register.name }}>
            {words.open}
          </Link>
        )}
      </div>
      <Printed text={text} form={form} />
    </div>
  );
}

/** Words as the report prints them. */
export function Printed({ text, form }: { readonly text: string; readonly form: Form }) {
  if (text === '') return <p className="ds-none">{words.emptyRegister}</p>;
  if (form === 'heading') return <h3>{text}</h3>;
  if (form === 'paragraph') return <p>{text}</p>;
  return (
    <ul>
      {text.split('\n').map((item, index) => (
        <li key={`${index}${item}`}>{item}</li>
      ))}
    </ul>
  );
}

function Tool({
  label,
  off,
  onClick,
  children,
}: {
  readonly label: string;
  readonly off: boolean;
  readonly onClick: () => void;
  readonly children: React.ReactNode;
}) {
  return (
    <button type="button" className="b g s" aria-label={label} title={label} disabled={off} onClick={onClick}>
      {children}
    </button>
  );
}

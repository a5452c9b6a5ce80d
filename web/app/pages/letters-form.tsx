import { letters as words } from '../words/en-letters.ts';
import type { Letters, Said } from './letters.tsx';
import { Choice, Day, Long, Text } from './letters-fields.tsx';
import { LettersSubservice } from './letters-subservice.tsx';

type Exception = Said['exceptions'][number];
const empty: Exception = { clause: 'c', fact: '', extent: '', criterion: '', commitments: '' };

/** What no register knows. Whatever is typed stays until it is saved or discarded. */
export function LettersForm({
  said,
  subservices,
  allowed,
  change,
  state,
  save,
  discard,
}: {
  readonly said: Said;
  readonly subservices: Letters['subservices'];
  readonly allowed: boolean;
  readonly change: (said: Said) => void;
  readonly state: 'saved' | 'unsaved' | 'saving';
  readonly save: () => void;
  readonly discard: () => void;
}) {
  const put = (part: Partial<Said>): void => change({ ...said, ...part });
  const exception = (at: number, part: Partial<Exception>): void =>
    put({ exceptions: said.exceptions.map((one, index) => (index === at ? { ...one, ...part } : one)) });
  return (
    <form
      className="stackv"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <div>
        <h2>{words.say}</h2>
        <p className="hint">{words.sayHelp}</p>
      </div>
      <fieldset disabled={!allowed}>
        <legend>{words.signatory}</legend>
        <Text
          label={words.signatory}
          value={said.signatory.name}
          put={(name) => put({ signatory: { ...said.signatory, name } })}
        />
        <Text
          label={words.signatoryTitle}
          value={said.signatory.title}
          put={(title) => put({ signatory: { ...said.signatory, title } })}
        />
        <Day
          label={words.planned}
          help={words.plannedHelp}
          value={said.plannedReportDate ?? ''}
          put={(day) => put({ plannedReportDate: day === '' ? null : day })}
        />
      </fieldset>
      <fieldset disabled={!allowed}>
        <legend>{words.assertion}</legend>
        <Long label={words.basis} help={words.basisHelp} value={said.basis} put={(basis) => put({ basis })} />
        <Long
          label={words.more.assertion}
          help={words.moreHelp}
          value={said.more.assertion.join('\n\n')}
          put={(text) => put({ more: { ...said.more, assertion: parted(text) } })}
        />
      </fieldset>
      <fieldset disabled={!allowed}>
        <legend>{words.exceptions}</legend>
        <p className="hint">{words.exceptionsHelp}</p>
        {said.exceptions.map((one, at) => (
          <div key={at} role="group" aria-label={words.exception(at + 1)} className="stackv">
            <Choice
              label={words.clause}
              options={words.clauses}
              value={one.clause}
              put={(clause) => exception(at, { clause: clause === 'a' || clause === 'b' ? clause : 'c' })}
            />
            <Long label={words.fact} value={one.fact} put={(fact) => exception(at, { fact })} />
            <Text label={words.extent} value={one.extent} put={(extent) => exception(at, { extent })} />
            <Text label={words.criterion} value={one.criterion} put={(criterion) => exception(at, { criterion })} />
            <Text
              label={words.commitments}
              value={one.commitments}
              put={(commitments) => exception(at, { commitments })}
            />
            <button
              type="button"
              className="b"
              onClick={() => put({ exceptions: said.exceptions.filter((_, index) => index !== at) })}
            >
              {words.remove(at + 1)}
            </button>
          </div>
        ))}
        <button type="button" className="b" onClick={() => put({ exceptions: [...said.exceptions, empty] })}>
          {words.add}
        </button>
      </fieldset>
      <fieldset disabled={!allowed}>
        <legend>{words.representations}</legend>
        <Choice
          label={words.misstatements}
          options={words.misstatementsOptions}
          value={said.misstatements ?? ''}
          put={(value) => put({ misstatements: value === 'none' || value === 'listed' ? value : null })}
        />
        <Choice
          label={words.events}
          options={words.eventsOptions}
          value={said.events ?? ''}
          put={(value) => put({ events: value === 'none' || value === 'told' ? value : null })}
        />
        <Long label={words.fraud} help={words.fraudHelp} value={said.fraud} put={(fraud) => put({ fraud })} />
        <Long
          label={words.more.representations}
          help={words.moreHelp}
          value={said.more.representations.join('\n\n')}
          put={(text) => put({ more: { ...said.more, representations: parted(text) } })}
        />
      </fieldset>
      {subservices.map((one) => (
        <LettersSubservice key={one.code} one={one} said={said} allowed={allowed} change={change} />
      ))}
      {allowed ? (
        <div className="row gap6">
          <button type="submit" className="b p" disabled={state !== 'unsaved'}>
            {words.save}
          </button>
          <button type="button" className="b" disabled={state !== 'unsaved'} onClick={discard}>
            {words.discard}
          </button>
          <span className="q sm" role="status">
            {state === 'unsaved' ? words.unsaved : state === 'saved' ? words.saved : ''}
          </span>
        </div>
      ) : null}
    </form>
  );
}

/** Paragraphs as they are typed: an empty line parts two; what is being typed keeps its line ends. */
function parted(text: string): string[] {
  return text === '' ? [] : text.split(/\n\n(?=\S)/);
}

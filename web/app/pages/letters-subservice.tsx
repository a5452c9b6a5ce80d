import { letters as words } from '../words/en-letters.ts';
import { Choice, Long, Text } from './letters-fields.tsx';
import type { Letters, Said } from './letters.tsx';

type OwnPart = Said['subservices'][number];

/** What an inclusive subservice organization's management says for its own part. */
export function LettersSubservice({
  one: { code, title },
  said,
  allowed,
  change,
}: {
  readonly one: Letters['subservices'][number];
  readonly said: Said;
  readonly allowed: boolean;
  readonly change: (said: Said) => void;
}) {
  const own: OwnPart = said.subservices.find((each) => each.code === code) ?? {
    code,
    signatory: { name: '', title: '' },
    basis: '',
    exceptions: [],
    fraud: '',
    misstatements: null,
    events: null,
  };
  const put = (part: Partial<OwnPart>): void =>
    change({ ...said, subservices: [...said.subservices.filter((each) => each.code !== code), { ...own, ...part }] });
  return (
    <fieldset disabled={!allowed}>
      <legend>{words.of(title, code)}</legend>
      <p className="hint">{words.subserviceHelp}</p>
      <Text
        label={words.signatory}
        value={own.signatory.name}
        put={(name) => put({ signatory: { ...own.signatory, name } })}
      />
      <Text
        label={words.signatoryTitle}
        value={own.signatory.title}
        put={(value) => put({ signatory: { ...own.signatory, title: value } })}
      />
      <Long label={words.subserviceBasis} help={words.basisHelp} value={own.basis} put={(basis) => put({ basis })} />
      {own.exceptions.map((fact, at) => (
        <div key={at} role="group" aria-label={words.exception(at + 1)} className="stackv">
          <Long
            label={words.fact}
            value={fact}
            put={(text) => put({ exceptions: own.exceptions.map((each, index) => (index === at ? text : each)) })}
          />
          <button
            type="button"
            className="b"
            onClick={() => put({ exceptions: own.exceptions.filter((_, index) => index !== at) })}
          >
            {words.remove(at + 1)}
          </button>
        </div>
      ))}
      <button type="button" className="b" onClick={() => put({ exceptions: [...own.exceptions, ''] })}>
        {words.add}
      </button>
      <Choice
        label={words.misstatements}
        options={words.misstatementsOptions}
        value={own.misstatements ?? ''}
        put={(value) => put({ misstatements: value === 'none' || value === 'listed' ? value : null })}
      />
      <Choice
        label={words.events}
        options={words.eventsOptions}
        value={own.events ?? ''}
        put={(value) => put({ events: value === 'none' || value === 'told' ? value : null })}
      />
      <Long label={words.fraud} help={words.fraudHelp} value={own.fraud} put={(fraud) => put({ fraud })} />
    </fieldset>
  );
}

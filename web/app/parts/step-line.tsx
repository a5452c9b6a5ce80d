import { en } from '../words/en.ts';
import { StatusMark } from './status.tsx';

const shown = {
  done: { mark: 'met', className: 'done' },
  open: { mark: 'open', className: 'open' },
  blocked: { mark: 'blocked', className: 'block' },
} as const;

/** The eight steps in their order, each with the fact that matters or what it waits for. */
export function StepLine({
  steps,
}: {
  readonly steps: readonly {
    readonly name: string;
    readonly state: 'done' | 'open' | 'blocked';
    readonly fact: string;
  }[];
}) {
  return (
    <ol className="steps in" aria-label={en.steps.label}>
      {steps.map((step, index) => (
        <li key={step.name} className={shown[step.state].className}>
          <span className="t">
            <StatusMark kind={shown[step.state].mark} word={en.steps.states[step.state]} alone />
            {index + 1} {en.steps.names[step.name] ?? step.name}
          </span>
          <div className="d" title={step.fact}>
            {step.fact}
          </div>
        </li>
      ))}
    </ol>
  );
}

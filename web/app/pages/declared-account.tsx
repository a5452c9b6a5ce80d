import { Link } from '@tanstack/react-router';
import { dryRun } from '../words/en-dry-run.ts';

const words = dryRun.declared;

/** A record that names an account declared beforehand says so; it counts like any other. */
export function DeclaredAccount({
  declared,
}: {
  readonly declared: {
    readonly code: string;
    readonly title: string;
    readonly kind: 'automation' | 'emergency';
    readonly covers: boolean | null;
  };
}) {
  return (
    <div className="sm">
      <span className="pill">{words[declared.kind]}</span>{' '}
      <Link to="/m/registers/$register" params={{ register: 'special-accounts' }} search={{ open: declared.code }}>
        {declared.code} {declared.title}
      </Link>
      {declared.covers === false ? `, ${words.outside}` : ''}
    </div>
  );
}

import { parseArgs } from 'node:util';
import { type Problem, Refusal } from '../refusal.ts';
import type { Answer, Command, Option } from './command.ts';
import { commandNames, loadCommand, summaries } from './commands.ts';

/** Options every command has. */
const shared: readonly Option[] = [
  { name: 'json', says: 'print exactly one JSON object on standard output' },
  { name: 'quiet', says: 'no progress and no notes on standard error' },
  { name: 'help', says: 'show this page' },
];

// Whoever reads our output may stop reading (`| head`); that is no fault.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

const [name, ...rest] = process.argv.slice(2);
const exitCode = await main(name, rest);
// Not process.exit: standard output may be a pipe that is still being written.
process.exitCode = exitCode;

async function main(command: string | undefined, args: readonly string[]): Promise<number> {
  if (command === undefined || command === '--help' || command === 'help') {
    (command === undefined ? process.stderr : process.stdout).write(overview());
    return command === undefined ? 2 : 0;
  }
  if (command === '--version') {
    const { version } = await import('../version.ts');
    process.stdout.write(`${version}\n`);
    return 0;
  }
  const wantsJson = args.includes('--json');
  try {
    const found = await loadCommand(command);
    if (!found) {
      throw new Refusal('usage', `There is no command "${command}". The commands are ${commandNames.join(', ')}.`);
    }
    return print(await invoke(found, args), wantsJson);
  } catch (error) {
    return report(error, wantsJson);
  }
}

async function invoke(command: Command, args: readonly string[]): Promise<Answer | 'help'> {
  const options = [...command.options, ...shared];
  let parsed: { values: Record<string, string | boolean | undefined>; positionals: string[] };
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      strict: true,
      options: Object.fromEntries(
        options.map((o) => [o.name, { type: o.value === undefined ? ('boolean' as const) : ('string' as const) }]),
      ),
    });
  } catch (error) {
    throw new Refusal('usage', error instanceof Error ? firstLine(error.message) : 'The options cannot be read.', {
      next: `Usage: tickmark ${command.usage}`,
    });
  }
  if (parsed.values['help'] === true) {
    process.stdout.write(helpOf(command));
    return 'help';
  }
  const quiet = parsed.values['quiet'] === true;
  const terminal = process.stderr.isTTY;
  return command.run({
    positionals: parsed.positionals,
    values: Object.fromEntries(
      options
        .filter((o) => o.value !== undefined)
        .map((o) => {
          const value = parsed.values[o.name];
          return [o.name, typeof value === 'string' ? value : undefined];
        }),
    ),
    switches: new Set(
      options.filter((o) => o.value === undefined && parsed.values[o.name] === true).map((o) => o.name),
    ),
    tell: (line) => {
      if (!quiet) process.stderr.write(`${terminal ? '\r\u001b[K' : ''}${line}\n`);
    },
    progress: (line) => {
      if (!quiet && terminal) process.stderr.write(`\r\u001b[K${line}`);
    },
    environment: process.env,
  });
}

function print(answer: Answer | 'help', json: boolean): number {
  if (answer === 'help') return 0;
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
  process.stdout.write(
    json ? `${JSON.stringify(answer.json)}\n` : answer.text.endsWith('\n') ? answer.text : `${answer.text}\n`,
  );
  return answer.exit;
}

function report(error: unknown, json: boolean): number {
  if (error instanceof Refusal) {
    process.stderr.write(`tickmark: ${printable(error.message)}\n`);
    for (const problem of error.problems.slice(0, 200)) {
      process.stderr.write(`  ${sentenceOf(problem)}${problem.source ? ` (${problem.source})` : ''}\n`);
    }
    if (error.problems.length > 200) process.stderr.write(`  … and ${error.problems.length - 200} more.\n`);
    if (error.next) process.stderr.write(`${error.next}\n`);
    if (json) {
      const { code, message, problems } = error;
      process.stdout.write(`${JSON.stringify({ error: { code, message, problems } })}\n`);
    }
    return error.exit;
  }
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`tickmark: a fault occurred. ${message}\n`);
  if (json) process.stdout.write(`${JSON.stringify({ error: { code: 'fault', message: firstLine(message) } })}\n`);
  return 3;
}

/** A sentence that does not name its file gets the place in front; control characters of hostile input stay out of the terminal. */
function sentenceOf({ subject, sentence }: Problem): string {
  const file = /^[^\s:]+\.(ya?ml|md|csv|json|ndjson)\b/.exec(subject)?.[0];
  const whole = file === undefined || sentence.includes(file) ? sentence : `${subject}: ${sentence}`;
  return printable(whole);
}

function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, (sign) => {
    return `\\u${(sign.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
  });
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? text;
}

function overview(): string {
  const width = Math.max(...summaries.map((s) => s.usage.length));
  return [
    'tickmark: runs a SOC 2 examination and checks reports.',
    '',
    'Usage: tickmark COMMAND [options]',
    '',
    ...summaries.map((s) => `  ${s.usage.padEnd(width)}  ${s.says}`),
    '',
    'Exit codes: 0 done, 1 the answer is no, 2 bad usage or input, 3 a fault. `tickmark COMMAND --help` tells more.',
    '',
  ].join('\n');
}

function helpOf(command: Command): string {
  const options = [...command.options, ...shared];
  const left = options.map((o) => `--${o.name}${o.value === undefined ? '' : ` ${o.value}`}`);
  const width = Math.max(...left.map((l) => l.length));
  return [
    `Usage: tickmark ${command.usage}`,
    '',
    command.says,
    ...(command.detail === undefined ? [] : ['', command.detail]),
    '',
    ...options.map((o, i) => `  ${(left[i] ?? '').padEnd(width)}  ${o.says}`),
    '',
  ].join('\n');
}

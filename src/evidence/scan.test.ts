import { crc32, deflateRawSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { ContentScan, Findings, isCard, isIban, isOtherThanNamed, mustWait, weighFindings } from './scan.ts';
import { scanGzip, scanZip } from './scan-archive.ts';

const plain = { type: 'text/plain', inner: null, encoding: 'utf-8' };
const typed = (type: string) => ({ ...plain, type });

function scanned(content: string | Buffer, name = 'a.txt', mediaType = plain, step = 1_000_000) {
  const findings = new Findings();
  const scan = new ContentScan(findings);
  const bytes = Buffer.from(content);
  for (let at = 0; at < bytes.length; at += step) scan.feed(bytes.subarray(at, at + step));
  scan.end();
  return weighFindings(findings, { name, mediaType, size: bytes.length, isSvg: scan.isSvg });
}
const kindsOf = (...given: Parameters<typeof scanned>) => scanned(...given).map((one) => one.kind);

// Put together here, so that nobody takes these for secrets of ours.
const secrets = {
  'private-key': ['-----BEGIN ', 'RSA PRIVATE', ' KEY-----'],
  'cloud-key': ['AKIA', 'IOSFODNN7EXAMPLE'],
  token: ['ghp_', 'a1B2'.repeat(9)],
};

test.each(Object.entries(secrets))('a %s is found with its line, and held', (kind, parts) => {
  const found = scanned(`one\ntwo\nkey: ${parts.join('')}\n`);
  expect(found).toEqual([{ kind, count: 1, places: ['line 3'] }]);
  expect(mustWait(found)).toBe(true);
  expect(JSON.stringify(found)).not.toContain(parts.join(''));
});

test('well-known tokens are found, texts about them are not', () => {
  const tokens = [
    ['xoxb', '-1234567890-abcdefghij'],
    ['sk_live', '_abcdefghijklmnop1234'],
    ['glpat', '-abcdefghij0123456789'],
    ['eyJhbGciOiJIUzI1NiJ9', '.eyJzdWIiOiIxMjM0NTY3ODkwIn0', '.abc'],
  ];
  for (const parts of tokens) expect([parts[0], kindsOf(parts.join(''))]).toEqual([parts[0], ['token']]);
  expect(kindsOf('We rotate AKIA keys, ghp_ tokens and "BEGIN PRIVATE KEY" blocks once a year.')).toEqual([]);
  expect(kindsOf('-----BEGIN PUBLIC KEY-----\n-----BEGIN CERTIFICATE-----')).toEqual([]);
});

test('e-mail addresses, IBANs and card numbers are counted, and hold nothing up', () => {
  const found = scanned(
    'a.b+c@example.org, x@y.\nDE89 3704 0044 0532 0130 00 and GB82WEST12345698765432\n4111 1111 1111 1111; 4111111111111112\n',
  );
  expect(found).toEqual([
    { kind: 'email', count: 1, places: ['line 1'] },
    { kind: 'iban', count: 2, places: ['line 2', 'line 2'] },
    { kind: 'card', count: 1, places: ['line 3'] },
  ]);
  expect(mustWait(found)).toBe(false);
  expect([
    isIban('DE89370400440532013000'),
    isIban('DE89370400440532013001'),
    isIban('ZZ89370400440532013000'),
  ]).toEqual([true, false, false]);
  expect(['378282246310005', '0000000000000000', '4242424242424242', '20240101120000'].map(isCard)).toEqual([
    true,
    false,
    true,
    false,
  ]);
});

test('places stop at 20, counts do not', () => {
  const [found] = scanned('a@example.org\n'.repeat(50));
  expect([found?.count, found?.places.length, found?.places.at(-1)]).toEqual([50, 20, 'line 20']);
});

test('what lies over the border of two windows is found once, however the bytes come', () => {
  const key = secrets.token.join('');
  for (const before of [65_500, 65_520, 65_536, 65_540, 131_060]) {
    const content = `${'x\n'.repeat(before / 2)}${key} b@example.org\n${'y\n'.repeat(40_000)}`;
    for (const step of [1_000_000, 65_536, 7_777]) {
      const place = [`line ${before / 2 + 1}`];
      expect([before, step, scanned(content, 'a.txt', plain, step)]).toEqual([
        before,
        step,
        [
          { kind: 'token', count: 1, places: place },
          { kind: 'email', count: 1, places: place },
        ],
      ]);
    }
  }
});

test('a text in UTF-16 is read as one', () => {
  const text = Buffer.concat([Buffer.of(0xff, 0xfe), Buffer.from('one\na@example.org', 'utf16le')]);
  expect(scanned(text)).toEqual([{ kind: 'email', count: 1, places: ['line 2'] }]);
});

test('scripts count in documents that run them', () => {
  for (const content of [
    '<svg onload="x()">',
    '<svg><script>1</script></svg>',
    '<svg><a href="javascript:1"/></svg>',
  ]) {
    expect(kindsOf(content, 'a.svg', typed('application/xml'))).toEqual(['script']);
    expect(kindsOf(content, 'a', typed('application/xml'))).toEqual(['script']);
  }
  expect(kindsOf('<html><iframe src=x>', 'a.html', typed('text/html'))).toEqual(['script']);
  expect(kindsOf('We look for <script> tags', 'a.txt')).toEqual([]);
  expect(kindsOf('<svg><path d="M0"/></svg>', 'a.svg', typed('application/xml'))).toEqual([]);
  expect(kindsOf('%PDF-1.7\n/OpenAction << /S /JavaScript >>', 'a.pdf', typed('application/pdf'))).toEqual(['script']);
});

test('cells that a spreadsheet would run count in tables, negative numbers do not', () => {
  const csv = typed('text/csv');
  for (const cell of [
    '=1+1',
    '=HYPERLINK("http://x")',
    '"=cmd|\' /C calc\'!A0"',
    '@SUM(1+1)',
    '+SUM(A1)',
    "-2+3+cmd|' /C'!A0",
  ]) {
    expect([cell, kindsOf(`a,b\n1,${cell}\n`, 'a.csv', csv)]).toEqual([cell, ['formula']]);
  }
  expect(scanned('a,b\n=1+1,2\n', 'a.csv', csv)).toEqual([{ kind: 'formula', count: 1, places: ['line 2'] }]);
  expect(kindsOf('a,b\n-12.5,+49 30 1234\n@name,-\nx,===\n', 'a.csv', csv)).toEqual([]);
  expect(kindsOf('a\n=1+1\n', 'a.txt')).toEqual([]);
});

test('a name that promises other content, and a program, are held', () => {
  expect(isOtherThanNamed('a.pdf', typed('text/html'), 9)).toBe(true);
  expect(isOtherThanNamed('a.csv', typed('application/zip'), 9)).toBe(true);
  expect(isOtherThanNamed('a.PNG', typed('image/png'), 9)).toBe(false);
  expect(isOtherThanNamed('a.csv', plain, 9)).toBe(false);
  expect(isOtherThanNamed('a.csv', typed('application/octet-stream'), 0)).toBe(false);
  expect(isOtherThanNamed('a.unheard', typed('application/zip'), 9)).toBe(false);
  const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(100)]);
  expect(kindsOf(program, 'invoice.pdf', typed('application/octet-stream'))).toEqual(['type-mismatch', 'executable']);
  expect(kindsOf('MZ is a pair of letters', 'a.txt')).toEqual([]);
  expect(kindsOf('echo', 'run.bat')).toEqual(['executable']);
});

test('macros of an old Office file are found', () => {
  const project = Buffer.from('_VBA_PROJECT', 'utf16le');
  const file = Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(200_000),
    project,
    Buffer.alloc(99),
  ]);
  expect(kindsOf(file, 'a.doc', typed('application/octet-stream'))).toEqual(['macro']);
});

/** A zip by hand (APPNOTE.TXT 4.3): each file behind its header, then the directory and its end. */
function zipOf(entries: Record<string, string | Buffer>): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(entries)) {
    const content = Buffer.from(text);
    const packed = deflateRawSync(content);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0); // version
    fields.writeUInt16LE(8, 4); // deflate
    fields.writeUInt32LE(crc32(content), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(content.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.from(name), packed]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), fields, place, Buffer.from(name)]));
    files.push(local);
    offset += local.length;
  }
  const all = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(all.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, all, end]);
}

async function inZip(bytes: Buffer) {
  const findings = new Findings();
  await scanZip(async (start, end) => bytes.subarray(start, end), bytes.length, findings);
  return findings.list();
}

test('an archive is looked into: texts, macros, archives inside', async () => {
  const zip = zipOf({
    'docs/readme.txt': 'fine',
    'docs/key.pem': `\n${secrets['private-key'].join('')}`,
    'xl/vbaProject.bin': 'x',
    'more.zip': 'PK\x03\x04',
  });
  expect(await inZip(zip)).toEqual([
    { kind: 'private-key', count: 1, places: ['docs/key.pem, line 2'] },
    { kind: 'macro', count: 1, places: ['xl/vbaProject.bin'] },
    { kind: 'archive-nested', count: 1, places: ['more.zip'] },
  ]);
});

test('an archive that explodes is told by what it says and by what comes out', async () => {
  const bomb = zipOf({ 'zeros.bin': Buffer.alloc(70 * 1024 * 1024) });
  expect(bomb.length).toBeLessThan(200_000);
  expect(await inZip(bomb)).toMatchObject([{ kind: 'archive-explodes' }]);
  // It says 1,000 bytes, and holds 1,000,000.
  const lying = zipOf({ 'a.txt': Buffer.alloc(1_000_000) });
  const directory = lying.indexOf(Buffer.from('PK\x01\x02', 'latin1'));
  lying.writeUInt32LE(1_000, directory + 24);
  expect(await inZip(lying)).toMatchObject([{ kind: 'archive-explodes' }]);
});

test('names that lead out, passwords and broken archives are held', async () => {
  const escaping = zipOf({ 'aa/aa/x.txt': 'x' });
  const renamed = Buffer.from(escaping.toString('latin1').replaceAll('aa/aa/x', '../../x'), 'latin1');
  expect(await inZip(renamed)).toMatchObject([{ kind: 'archive-escapes' }]);
  const locked = zipOf({ 'a.txt': 'x' });
  const directory = locked.indexOf(Buffer.from('PK\x01\x02', 'latin1'));
  locked.writeUInt16LE(locked.readUInt16LE(directory + 8) | 1, directory + 8);
  expect(await inZip(locked)).toMatchObject([{ kind: 'archive-locked' }]);
  expect(await inZip(Buffer.from('PK\x03\x04 and nothing'))).toMatchObject([{ kind: 'archive-unreadable' }]);
  const cut = zipOf({ 'a.txt': 'some text that is there', 'b.txt': 'more' });
  cut.fill(0xff, 30, 60);
  expect((await inZip(cut)).map((one) => one.kind)).toContain('archive-unreadable');
});

test('gzip is looked into, and stopped when it explodes', async () => {
  const inGzip = async (bytes: Buffer) => {
    const findings = new Findings();
    await scanGzip(
      (async function* () {
        yield bytes;
      })(),
      bytes.length,
      findings,
    );
    return findings.list();
  };
  expect(await inGzip(gzipSync(`one\n${secrets.token.join('')}`))).toEqual([
    { kind: 'token', count: 1, places: ['inside, line 2'] },
  ]);
  expect(await inGzip(gzipSync(Buffer.alloc(70 * 1024 * 1024)))).toMatchObject([{ kind: 'archive-explodes' }]);
  expect(await inGzip(gzipSync('cut off').subarray(0, 12))).toMatchObject([{ kind: 'archive-unreadable' }]);
});

test('20 MB of log lines are looked through in a few seconds', () => {
  const line =
    '2026-01-02T03:04:05.678Z INFO request 017f22e2-79b0-7cc3 user=u-1234567 path=/api/v1/items?limit=50 status=200\n';
  const began = performance.now();
  expect(scanned(line.repeat(200_000))).toEqual([]);
  expect(performance.now() - began).toBeLessThan(10_000);
});

import { SMTPServer } from 'smtp-server';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openSmtp } from './mailer.ts';

interface Taken {
  readonly to: readonly string[];
  readonly text: string;
}

async function mailServer(answer: (to: string) => Error | null = () => null) {
  const taken: Taken[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: ({ address }, _session, done) => done(answer(address)),
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        taken.push({ to: session.envelope.rcptTo.map((one) => one.address), text: Buffer.concat(parts).toString() });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(resolve);
      }),
  );
  const bound = server.server.address();
  if (bound === null || typeof bound === 'string') throw new Error('The mail server has no port.');
  return { url: `smtp://127.0.0.1:${bound.port}`, taken };
}

const mail = { id: '0190', to: 'ada@example.org', subject: 'Invitation to Northline', text: 'Accept here: …\n' };

describe('mail over SMTP', () => {
  test('a mail arrives with its recipient, its subject, and an id of ours', async () => {
    const { url, taken } = await mailServer();
    await openSmtp(url, 'Tickmark <tickmark@example.org>').send(mail);
    expect(taken.map((one) => one.to)).toEqual([['ada@example.org']]);
    expect(taken[0]?.text).toContain('Subject: Invitation to Northline');
    expect(taken[0]?.text).toContain('Message-ID: <0190@example.org>');
    expect(taken[0]?.text).toContain('Auto-Submitted: auto-generated');
  });

  test('a subject with a line break adds no header, and an address with a comma no recipient', async () => {
    const { url, taken } = await mailServer();
    const mailer = openSmtp(url, 'tickmark@example.org');
    await mailer.send({ ...mail, subject: 'Invitation\r\nBcc: eve@example.org' });
    await mailer.send({ ...mail, to: 'ada@example.org,eve@example.org' }).catch(() => undefined);
    expect(taken.flatMap((one) => one.to)).not.toContain('eve@example.org');
    expect(taken[0]?.text).not.toMatch(/^Bcc:/m);
  });

  test('what the server does not take is told, so that it is tried again', async () => {
    const { url } = await mailServer(() => new Error('no such mailbox'));
    await expect(openSmtp(url, 'tickmark@example.org').send(mail)).rejects.toThrow('no such mailbox');
  });

  test('a password is not sent to a server that offers no TLS', async () => {
    const { url, taken } = await mailServer();
    const withPassword = url.replace('smtp://', 'smtp://user:secret@');
    await expect(openSmtp(withPassword, 'tickmark@example.org').send(mail)).rejects.toThrow();
    expect(taken).toEqual([]);
  });

  test('settings that are no address are refused without repeating them', () => {
    for (const url of ['https://mail.example.org', 'secret', 'smtp://']) {
      expect(() => openSmtp(url, 'tickmark@example.org')).toThrow(/TICKMARK_SMTP_URL/);
    }
    expect(() => openSmtp('smtp://localhost', 'nobody')).toThrow(/not an e-mail address/);
  });
});

/** Sends mail over SMTP. What waits, and what is tried again, is the outbox's business (src/identity). */
import { createTransport } from 'nodemailer';
import { Refusal } from '../../refusal.ts';

/**
 * id    becomes the Message-ID: a mail that is sent a second time can be told from a second mail
 * text  plain; nothing in it is ever read as HTML
 */
export interface OutgoingMail {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

export interface SmtpMailer {
  /** Throws where the server did not take it. */
  send(mail: OutgoingMail): Promise<void>;
  /** Throws where the server does not answer or does not take the password; sends nothing. */
  check(): Promise<void>;
  close(): void;
}

/** A server that does not answer must not hold the row of the outbox, which is locked while it is sent. */
const patienceMs = 15_000;

/**
 * url    `smtp://user:password@host:587` (STARTTLS is asked for, and needed where there is a password) or `smtps://…:465`
 * from   address the mails come from, as `name@host` or `Name <name@host>`
 * refuses  mail-settings (exit 2), without the address in the sentence: it may hold a password
 */
export function openSmtp(url: string, from: string): SmtpMailer {
  const server = URL.canParse(url) ? new URL(url) : null;
  if (server === null || !['smtp:', 'smtps:'].includes(server.protocol) || server.hostname === '') {
    throw new Refusal('mail-settings', 'TICKMARK_SMTP_URL is not an address such as smtp://user:password@host:587.');
  }
  if (!/^[^\r\n]*[^\s@<>]+@[^\s@<>]+>?$/.test(from)) {
    throw new Refusal('mail-settings', 'The address mails come from is not an e-mail address.');
  }
  const secure = server.protocol === 'smtps:';
  const user = decodeURIComponent(server.username);
  const transport = createTransport({
    host: server.hostname.replaceAll(/^\[|\]$/g, ''),
    port: Number(server.port) || (secure ? 465 : 587),
    secure,
    // A password is not told to whoever sits between.
    requireTLS: !secure && user !== '',
    ...(user !== '' && { auth: { user, pass: decodeURIComponent(server.password) } }),
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const host = /@([^\s@<>]+)>?$/.exec(from)?.[1] ?? 'localhost';
  return {
    async send({ id, to, subject, text }) {
      // One recipient, as an object: an address that holds a comma is not two.
      await transport.sendMail({
        from,
        to: { name: '', address: to },
        subject: subject.replaceAll(/[\r\n]+/g, ' '),
        text,
        messageId: `<${id}@${host}>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
    },
    async check() {
      await transport.verify();
    },
    close: () => transport.close(),
  };
}

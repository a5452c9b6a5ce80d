/**
 * AWS CloudTrail: delivery files ({"Records": […]}), arrays, or one event a line. Times are UTC by its documentation, so an
 * event re-written by a log store without its Z is read as UTC.
 */
import { isIP } from 'node:net';
import { at, rawAt, textAt } from '../../json-value.ts';
import type { Draft } from '../../record.ts';
import type { Importer } from '../importer.ts';
import { readObjects } from '../json-importer.ts';

export const cloudtrail: Importer = {
  format: 'cloudtrail',
  kinds: ['cloud-event', 'sign-in'],
  wrappers: ['Records'],
  utc: true,
  recognises: (head) =>
    head.items.some(
      (item) =>
        'value' in item &&
        textAt(item.value, 'eventName') !== null &&
        (textAt(item.value, 'eventSource') !== null || at(item.value, 'userIdentity') !== undefined),
    ) || /^\s*\{\s*"Records"\s*:\s*\[/.test(head.text),
  read: (file, { kind }) => readObjects(file, ['Records'], kind.id === 'sign-in' ? signIn : cloudEvent),
};

function common(event: unknown): Draft {
  const source = textAt(event, 'sourceIPAddress');
  return {
    id: rawAt(event, 'eventID'),
    at: rawAt(event, 'eventTime'),
    account: textAt(event, 'recipientAccountId') ?? textAt(event, 'userIdentity', 'accountId'),
    region: rawAt(event, 'awsRegion'),
    principal_type: rawAt(event, 'userIdentity', 'type'),
    user_name: rawAt(event, 'userIdentity', 'userName'),
    error: rawAt(event, 'errorCode'),
    source_ip: source !== null && isIP(source) !== 0 ? source : null,
  };
}

function cloudEvent(event: Readonly<Record<string, unknown>>): Draft {
  const identity = at(event, 'userIdentity');
  return {
    ...common(event),
    principal: textAt(identity, 'arn') ?? textAt(identity, 'invokedBy') ?? textAt(identity, 'type'),
    mfa: rawAt(identity, 'sessionContext', 'attributes', 'mfaAuthenticated'),
    service: rawAt(event, 'eventSource'),
    action: rawAt(event, 'eventName'),
    read_only: rawAt(event, 'readOnly'),
    source: rawAt(event, 'sourceIPAddress'),
  };
}

/** ConsoleLogin only: other events of a session are no attempts to sign in. */
function signIn(event: Readonly<Record<string, unknown>>): Draft | 'other-kind' {
  if (textAt(event, 'eventName') !== 'ConsoleLogin') return 'other-kind';
  const identity = at(event, 'userIdentity');
  const mfa = textAt(event, 'additionalEventData', 'MFAUsed');
  return {
    ...common(event),
    principal: textAt(identity, 'arn') ?? textAt(identity, 'userName') ?? textAt(identity, 'type'),
    result: textAt(event, 'responseElements', 'ConsoleLogin')?.toLowerCase() ?? null,
    mfa: mfa === 'Yes' ? true : mfa === 'No' ? false : mfa,
  };
}

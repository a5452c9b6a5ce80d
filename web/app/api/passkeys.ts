/** What the browser and a passkey say to each other. Null: the person left the browser's dialog. */
import { ask } from './client.ts';

export function canUsePasskeys(): boolean {
  return 'PublicKeyCredential' in globalThis && 'parseRequestOptionsFromJSON' in PublicKeyCredential;
}

/** Signs the server's challenge with a passkey of this device. */
export async function signWithPasskey(): Promise<object | null> {
  const options = await ask<PublicKeyCredentialRequestOptionsJSON>('POST', '/auth/passkey/options');
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  return told(navigator.credentials.get({ publicKey }));
}

/** Makes a passkey on this device. */
export async function makePasskey(): Promise<object | null> {
  const options = await ask<PublicKeyCredentialCreationOptionsJSON>('POST', '/session/passkeys/options');
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  return told(navigator.credentials.create({ publicKey }));
}

async function told(asked: Promise<Credential | null>): Promise<object | null> {
  try {
    const credential = await asked;
    return credential instanceof PublicKeyCredential ? credential.toJSON() : null;
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}

/** What was typed as the second factor: six digits are a code of the application, anything else a recovery code. */
export function proofOf(typed: string): { readonly code: string } | { readonly recoveryCode: string } {
  const plain = typed.replaceAll(/\s/g, '');
  return /^\d{6}$/.test(plain) ? { code: plain } : { recoveryCode: typed.trim() };
}

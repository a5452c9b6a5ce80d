import { z } from 'zod';

export type Side = 'management' | 'firm';
export const organizationKinds = ['service-organization', 'firm'] as const;
export type OrganizationKind = (typeof organizationKinds)[number];

/**
 * Roles a membership can have (methodology 2), by side. `employee` sees the portal alone; `adviser` works on management's side and
 * decides nothing. Of the roles of methodology 2 two are no membership's: `report-user` comes with the grant of a report, and
 * `platform-admin` is whoever has the machine. The database holds the same list (identity.roles_of).
 */
export const rolesBySide = {
  management: [
    'executive-sponsor',
    'signatory',
    'compliance-manager',
    'control-owner',
    'contributor',
    'internal-auditor',
    'reader-org',
    'adviser',
    'employee',
  ],
  firm: [
    'engagement-partner',
    'eq-reviewer',
    'manager',
    'senior',
    'staff',
    'specialist',
    'independence-officer',
    'firm-admin',
    'inspector',
  ],
} as const;
export const roleSchema = z.enum([...rolesBySide.management, ...rolesBySide.firm]);
export type Role = z.output<typeof roleSchema>;

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** until  the membership ends by itself then; null: it does not */
export interface Membership {
  readonly organizationId: string;
  readonly organization: string;
  readonly side: Side;
  readonly roles: readonly string[];
}

export type MemberState = 'active' | 'suspended' | 'left';

/** One session of a person. factorDone: false between password and second factor, and then it opens nothing. */
export interface Session {
  readonly id: string;
  readonly personId: string;
  readonly createdAt: string;
  readonly seenAt: string;
  readonly expiresAt: string;
  readonly factorDone: boolean;
  readonly provedAt: string | null;
  readonly address: string;
  readonly agent: string;
}

/** What a person can prove themselves with. recoveryCodes: how many are left. */
export interface Factors {
  readonly password: boolean;
  readonly totp: boolean;
  readonly passkeys: number;
  readonly recoveryCodes: number;
}

/** An address as it is stored: lower case, no space around it. */
export const emailSchema = z
  .string()
  .max(254)
  .transform((text) => text.trim().toLowerCase())
  .pipe(z.email('It is not an e-mail address'));
export const nameSchema = z
  .string()
  .trim()
  .min(1, 'It is empty')
  .max(200)
  .refine((text) => !/\p{Cc}/u.test(text), 'It holds a control character');

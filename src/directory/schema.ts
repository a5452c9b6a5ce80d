/** What this server keeps of RFC 7643's schemas, as data: /Schemas is printed from it, paths and filters are read by it. */
import type { Json } from './json.ts';

export const urn = {
  user: 'urn:ietf:params:scim:schemas:core:2.0:User',
  enterprise: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
  group: 'urn:ietf:params:scim:schemas:core:2.0:Group',
  patch: 'urn:ietf:params:scim:api:messages:2.0:PatchOp',
  list: 'urn:ietf:params:scim:api:messages:2.0:ListResponse',
  error: 'urn:ietf:params:scim:api:messages:2.0:Error',
  provider: 'urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig',
  resourceType: 'urn:ietf:params:scim:schemas:core:2.0:ResourceType',
  schema: 'urn:ietf:params:scim:schemas:core:2.0:Schema',
} as const;

/**
 * isMany    a list of values
 * isFixed   the server's own: ignored where it is sent along, refused where it is aimed at
 * isExact   compared letter by letter
 * isLeft    RFC 7643 has it and this server keeps none of it: taken and forgotten, so that a directory that sends it is not refused
 */
export interface Attribute {
  readonly name: string;
  readonly type: 'string' | 'boolean' | 'complex' | 'dateTime' | 'reference';
  readonly description: string;
  readonly isMany?: boolean;
  readonly isFixed?: boolean;
  readonly isExact?: boolean;
  readonly isRequired?: boolean;
  readonly isUnique?: boolean;
  readonly isLeft?: boolean;
  readonly sub?: readonly Attribute[];
}

const text = (name: string, description: string, more: Partial<Attribute> = {}): Attribute => ({
  name,
  type: 'string',
  description,
  ...more,
});
const left = (name: string): Attribute => ({ name, type: 'complex', description: '', isLeft: true });

const common: readonly Attribute[] = [
  text('id', 'Name of the resource here.', { isFixed: true, isExact: true }),
  text('externalId', 'Name of the resource in the directory.', { isExact: true }),
  { name: 'schemas', type: 'reference', description: 'Schemas of the resource.', isMany: true, isFixed: true },
  {
    name: 'meta',
    type: 'complex',
    description: 'Type, times, address and version.',
    isFixed: true,
    sub: [
      text('resourceType', 'User or Group.', { isFixed: true, isExact: true }),
      { name: 'created', type: 'dateTime', description: 'When it was made.', isFixed: true },
      { name: 'lastModified', type: 'dateTime', description: 'When it was changed.', isFixed: true },
      { name: 'location', type: 'reference', description: 'Its address.', isFixed: true, isExact: true },
      text('version', 'Its version, as ETag has it.', { isFixed: true, isExact: true }),
    ],
  },
];

export const nameParts = ['formatted', 'familyName', 'givenName', 'middleName', 'honorificPrefix', 'honorificSuffix'];

const userAttributes: readonly Attribute[] = [
  text('userName', 'What the directory calls the user; no way to sign in here.', { isRequired: true, isUnique: true }),
  {
    name: 'name',
    type: 'complex',
    description: 'The user’s name.',
    sub: nameParts.map((name) => text(name, `The name: ${name}.`)),
  },
  text('displayName', 'The name as it is shown.'),
  text('title', 'What the user is in the company.'),
  { name: 'active', type: 'boolean', description: 'Whether the user is a member of the organization.' },
  {
    name: 'emails',
    type: 'complex',
    description: 'Addresses; the primary one is invited.',
    isMany: true,
    sub: [
      text('value', 'The address.'),
      text('type', 'work, home or other.'),
      text('display', 'The address as it is shown.'),
      { name: 'primary', type: 'boolean', description: 'Whether it is the one that is used.' },
    ],
  },
  {
    name: 'groups',
    type: 'complex',
    description: 'Groups the user is in.',
    isMany: true,
    isFixed: true,
    sub: [
      text('value', 'Id of the group.', { isFixed: true, isExact: true }),
      text('display', 'Its name.', { isFixed: true }),
    ],
  },
];
const enterpriseAttributes: readonly Attribute[] = [
  text('department', 'The user’s department.'),
  {
    name: 'manager',
    type: 'complex',
    description: 'Who the user answers to.',
    sub: [text('value', 'Id of the manager.', { isExact: true }), text('displayName', 'The manager’s name.')],
  },
];
const groupAttributes: readonly Attribute[] = [
  text('displayName', 'Name of the group.', { isRequired: true, isUnique: true }),
  {
    name: 'members',
    type: 'complex',
    description: 'Users in the group.',
    isMany: true,
    sub: [
      text('value', 'Id of the user.', { isExact: true }),
      text('type', 'User.', { isFixed: true }),
      text('display', 'Taken and forgotten.'),
      { name: '$ref', type: 'reference', description: 'Taken and forgotten.' },
    ],
  },
];

const userLeft = [
  'nickName profileUrl userType preferredLanguage locale timezone password phoneNumbers ims photos addresses',
  'entitlements roles x509Certificates',
]
  .join(' ')
  .split(' ');
const enterpriseLeft = ['employeeNumber', 'costCenter', 'organization', 'division'];

/** A kind of resource. extension: attributes under a URN of their own; null: none */
export interface Kind {
  readonly name: 'User' | 'Group';
  readonly endpoint: string;
  readonly schema: string;
  readonly description: string;
  readonly attributes: readonly Attribute[];
  readonly extension: { readonly schema: string; readonly attributes: readonly Attribute[] } | null;
}

export const kinds = {
  User: {
    name: 'User',
    endpoint: '/Users',
    schema: urn.user,
    description: 'Somebody the directory gives access to the organization',
    attributes: [...common, ...userAttributes, ...userLeft.map(left)],
    extension: { schema: urn.enterprise, attributes: [...enterpriseAttributes, ...enterpriseLeft.map(left)] },
  },
  Group: {
    name: 'Group',
    endpoint: '/Groups',
    schema: urn.group,
    description: 'Users together; the organization says which roles that gives',
    attributes: [...common, ...groupAttributes],
    extension: null,
  },
} as const satisfies Record<string, Kind>;

/** Where a path leads. above: URN of the extension the attribute stands under, null for the resource itself */
export interface Found {
  readonly above: string | null;
  readonly attribute: Attribute;
  readonly sub: Attribute | null;
}

/** An attribute by its path, whatever its case; null: there is none. */
export function find(kind: Kind, path: string): Found | null {
  const lower = path.toLowerCase();
  const { extension } = kind;
  if (extension !== null && lower.startsWith(`${extension.schema.toLowerCase()}:`)) {
    return within(extension.attributes, lower.slice(extension.schema.length + 1), extension.schema);
  }
  const own = `${kind.schema.toLowerCase()}:`;
  return within(kind.attributes, lower.startsWith(own) ? lower.slice(own.length) : lower, null);
}

function within(attributes: readonly Attribute[], lower: string, above: string | null): Found | null {
  const [first = '', second, ...more] = lower.split('.');
  const attribute = attributes.find((one) => one.name.toLowerCase() === first);
  if (attribute === undefined || more.length > 0) return null;
  if (second === undefined) return { above, attribute, sub: null };
  if (attribute.isLeft === true) return { above, attribute, sub: attribute };
  const sub = attribute.sub?.find((one) => one.name.toLowerCase() === second);
  return sub === undefined ? null : { above, attribute, sub };
}

/** RFC 7643 section 7. base: address of the endpoints */
export function schemasJson(base: string): Json[] {
  const schema = (id: string, name: string, description: string, attributes: readonly Attribute[]): Json => ({
    schemas: [urn.schema],
    id,
    name,
    description,
    attributes: attributes.filter((one) => one.isLeft !== true && !common.includes(one)).map(attributeJson),
    meta: { resourceType: 'Schema', location: `${base}/Schemas/${id}` },
  });
  const { User, Group } = kinds;
  return [
    schema(User.schema, 'User', 'User Account', User.attributes),
    schema(Group.schema, 'Group', 'Group', Group.attributes),
    schema(User.extension.schema, 'EnterpriseUser', 'Enterprise User', User.extension.attributes),
  ];
}

function attributeJson(attribute: Attribute): Json {
  const { name, type, description, isMany, isFixed, isExact, isRequired, isUnique, sub } = attribute;
  return {
    name,
    type,
    multiValued: isMany === true,
    description,
    required: isRequired === true,
    caseExact: isExact === true,
    mutability: isFixed === true ? 'readOnly' : 'readWrite',
    returned: 'default',
    uniqueness: isUnique === true ? 'server' : 'none',
    ...(type === 'reference' && { referenceTypes: ['User'] }),
    ...(sub !== undefined && { subAttributes: sub.map(attributeJson) }),
  };
}

/** RFC 7643 section 6. */
export function resourceTypesJson(base: string): Json[] {
  return Object.values(kinds).map((kind: Kind) => ({
    schemas: [urn.resourceType],
    id: kind.name,
    name: kind.name,
    endpoint: kind.endpoint,
    description: kind.description,
    schema: kind.schema,
    ...(kind.extension !== null && { schemaExtensions: [{ schema: kind.extension.schema, required: false }] }),
    meta: { resourceType: 'ResourceType', location: `${base}/ResourceTypes/${kind.name}` },
  }));
}

/** RFC 7643 section 5: what is not done is said. most: resources an answer holds */
export function providerJson(base: string, most: number): Json {
  return {
    schemas: [urn.provider],
    patch: { supported: true },
    bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
    filter: { supported: true, maxResults: most },
    changePassword: { supported: false },
    sort: { supported: false },
    etag: { supported: true },
    authenticationSchemes: [
      {
        type: 'oauthbearertoken',
        name: 'Bearer token',
        description: 'An API token of the organization with the scope scim.',
        specUri: 'https://www.rfc-editor.org/info/rfc6750',
        primary: true,
      },
    ],
    meta: { resourceType: 'ServiceProviderConfig', location: `${base}/ServiceProviderConfig` },
  };
}

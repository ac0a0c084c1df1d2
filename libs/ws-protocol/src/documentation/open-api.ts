import type { Description, SingleDescription } from '../describe/description';
import type { ParamType } from '../describe/param-types';
import type { FunctionDefinition } from '../functions/definition';

export interface OpenApiOptions {
  readonly title: string;
  readonly version: string;
  /** The address before `/webservice/rest/server.php`. */
  readonly serverUrl: string;
  readonly description?: string;
}
/** A JSON Schema, as far as this package writes them. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}
export interface OpenApiDocument {
  readonly openapi: '3.1.0';
  readonly info: { readonly title: string; readonly version: string; readonly description?: string };
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, JsonSchema>>;
  readonly components: JsonSchema;
}

const ENDPOINT = '/webservice/rest/server.php';

/** Describes the functions in OpenAPI 3.1: JSON answers, parameters as form fields. All functions live under one address, which OpenAPI
 *  cannot say; so each path carries the function's name as a fragment, which clients do not send. */
export function openApiDocument(functions: Iterable<FunctionDefinition>, options: OpenApiOptions): OpenApiDocument {
  const { title, version, description, serverUrl } = options;
  return {
    openapi: '3.1.0',
    info: { title, version, ...(description ? { description } : {}) },
    servers: [{ url: serverUrl }],
    paths: Object.fromEntries([...functions].map((fn) => [`${ENDPOINT}#${fn.name}`, { post: operation(fn) }])),
    components: { schemas: { Exception: EXCEPTION } },
  };
}

/** The JSON Schema of what a description accepts or gives. */
export function jsonSchemaOf(description: Description): JsonSchema {
  const { description: text, default: preset } = description.options;
  const notes = { ...(text ? { description: text } : {}), ...(preset === undefined ? {} : { default: preset }) };
  if (description.kind === 'list') return { type: 'array', items: jsonSchemaOf(description.of), ...notes };
  if (description.kind === 'single') return { ...objectSchema(description), ...notes };
  const type = TYPES[description.type] ?? { type: 'string' };
  return { ...type, ...(description.options.nullable ? { type: [type.type, 'null'] } : {}), ...notes };
}

function operation(fn: FunctionDefinition): JsonSchema {
  return {
    operationId: fn.name,
    summary: fn.description,
    'x-moodle-kind': fn.kind,
    ...(fn.capabilities?.length ? { 'x-moodle-capabilities': fn.capabilities } : {}),
    requestBody: {
      required: true,
      content: { 'application/x-www-form-urlencoded': { schema: requestSchema(fn), ...encodingOf(fn.parameters) } },
    },
    responses: {
      200: {
        description: 'The answer, or an exception: Moodle answers both with 200.',
        content: {
          'application/json': {
            schema: {
              anyOf: [
                fn.returns ? jsonSchemaOf(fn.returns) : { type: 'null' },
                { $ref: '#/components/schemas/Exception' },
              ],
            },
          },
        },
      },
    },
  };
}

function requestSchema(fn: FunctionDefinition): JsonSchema {
  const own = objectSchema(fn.parameters);
  return {
    type: 'object',
    properties: {
      wstoken: { type: 'string', description: 'the token' },
      wsfunction: { const: fn.name },
      moodlewsrestformat: { const: 'json' },
      ...(own.properties as JsonSchema),
    },
    required: ['wstoken', 'wsfunction', 'moodlewsrestformat', ...((own.required as string[] | undefined) ?? [])],
  };
}

/** Nested parameters are written with brackets. */
function encodingOf(parameters: SingleDescription): JsonSchema {
  const nested = Object.entries(parameters.keys).filter(([, inner]) => inner.kind !== 'value');
  if (!nested.length) return {};
  return { encoding: Object.fromEntries(nested.map(([key]) => [key, { style: 'deepObject', explode: true }])) };
}

function objectSchema(description: Description & { kind: 'single' }): JsonSchema {
  const keys = Object.entries(description.keys);
  const required = keys.filter(([, d]) => d.options.default === undefined && !d.options.optional).map(([key]) => key);
  return {
    type: 'object',
    properties: Object.fromEntries(keys.map(([key, inner]) => [key, jsonSchemaOf(inner)])),
    ...(required.length ? { required } : {}),
  };
}

const TYPES: Partial<Record<ParamType, JsonSchema>> = {
  int: { type: 'integer' },
  float: { type: 'number' },
  bool: { type: 'boolean' },
  alpha: { type: 'string', pattern: '^[a-zA-Z]*$' },
  alphaext: { type: 'string', pattern: '^[a-zA-Z_-]*$' },
  alphanum: { type: 'string', pattern: '^[A-Za-z0-9]*$' },
  alphanumext: { type: 'string', pattern: '^[A-Za-z0-9_-]*$' },
  sequence: { type: 'string', pattern: '^[0-9,]*$' },
  url: { type: 'string', format: 'uri-reference' },
  email: { type: 'string', format: 'email' },
};

const EXCEPTION: JsonSchema = {
  type: 'object',
  properties: {
    exception: { type: 'string', description: "the exception's class" },
    errorcode: { type: 'string' },
    message: { type: 'string' },
    debuginfo: { type: 'string', description: 'only with debugging on' },
  },
  required: ['exception', 'message'],
};

import { defineFunction, functionReference, jsonSchemaOf, list, openApiDocument, single, value } from '..';

const fn = defineFunction({
  name: 'core_course_backup_async',
  description: 'Starts a backup of a course.',
  kind: 'write',
  parameters: single({
    courseid: value('int', { description: 'the course' }),
    options: list(single({ name: value('alphanumext', { description: 'users | files' }), value: value('bool') }), {
      default: [],
      description: 'what to include',
    }),
    note: value('text', { optional: true, nullable: true }),
  }),
  returns: single({ backupid: value('alphanum', { description: 'the id to ask with' }) }),
  capabilities: ['moodle/backup:backupcourse'],
  aliases: { id: 'courseid' },
  errors: { nopermissions: 'the capability is missing' },
});

describe('the documentation of a function', () => {
  it('is a page in Markdown', () => {
    expect(functionReference(fn)).toBe(`## core_course_backup_async

Starts a backup of a course.

Kind: write. Needs \`moodle/backup:backupcourse\`.

### Parameters

| name | type | | meaning |
|---|---|---|---|
| \`courseid\` | int | required | the course |
| \`options\` | list | default \`[]\` | what to include |
| \`options[0][name]\` | alphanumext | required | users \\| files |
| \`options[0][value]\` | bool | required |  |
| \`note\` | text | optional, or null |  |

\`id\` is taken for \`courseid\` where that is absent.

### Returns

| name | type | | meaning |
|---|---|---|---|
| \`backupid\` | alphanum | required | the id to ask with |

\`\`\`json
{"backupid":"8645ab57916bff973697b469ff56119f"}
\`\`\`

\`\`\`xml
<?xml version="1.0" encoding="UTF-8" ?>
<RESPONSE>
<SINGLE>
<KEY name="backupid"><VALUE>8645ab57916bff973697b469ff56119f</VALUE>
</KEY>
</SINGLE>
</RESPONSE>
\`\`\`

### Errors

| error code | when |
|---|---|
| \`nopermissions\` | the capability is missing |
`);
  });

  it('says so where there is nothing to take or to give', () => {
    const ping = defineFunction({
      name: 'core_ping',
      description: 'Ping.',
      kind: 'read',
      parameters: single({}),
      returns: null,
    });
    expect(functionReference(ping)).toContain('The function takes no parameters.');
    expect(functionReference(ping)).toContain('Nothing: JSON `null`');
  });

  it('is an OpenAPI document', () => {
    const document = openApiDocument([fn], {
      title: 'Coursekeep',
      version: '1',
      serverUrl: 'https://moodle.example.org',
    });
    expect(document).toMatchObject({ openapi: '3.1.0', servers: [{ url: 'https://moodle.example.org' }] });
    const { post } = document.paths['/webservice/rest/server.php#core_course_backup_async'] as {
      post: Record<string, unknown>;
    };
    expect(post).toMatchObject({
      operationId: 'core_course_backup_async',
      requestBody: {
        content: {
          'application/x-www-form-urlencoded': {
            schema: {
              properties: {
                wsfunction: { const: 'core_course_backup_async' },
                courseid: { type: 'integer', description: 'the course' },
              },
              required: ['wstoken', 'wsfunction', 'moodlewsrestformat', 'courseid'],
            },
            encoding: { options: { style: 'deepObject', explode: true } },
          },
        },
      },
    });
    // Every reference of the document leads somewhere in it.
    const text = JSON.stringify(document);
    for (const [, name] of text.matchAll(/"#\/components\/schemas\/(\w+)"/g))
      expect((document.components.schemas as Record<string, unknown>)[name!]).toBeDefined();
    expect(jsonSchemaOf(fn.parameters.keys.note)).toEqual({ type: ['string', 'null'] });
  });
});

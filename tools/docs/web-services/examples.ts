/** A made-up call of a function, from which the examples of its documentation are written in every language. */
export interface ExampleCall {
  readonly wsfunction: string;
  /** Nested as PHP nests them. */
  readonly parameters: Readonly<Record<string, ExampleValue>>;
  /** What the answer has in it, whatever language shows it. */
  readonly shows: RegExp;
}
type ExampleValue = string | number | readonly ExampleValue[] | { readonly [key: string]: ExampleValue };

/** Stand for what the reader has; the test puts in what there is. */
export const placeholders = {
  courseid: 2,
  contextid: 21,
  backupid: '8645ab57916bff973697b469ff56119f',
  restoreid: '1f0e3dad99908345f7439f8ffabdffc4',
  filename: 'backup-moodle2-course-2-bio101-20260301-1200-nu.mbz',
} as const;
const { courseid, contextid, backupid, restoreid, filename } = placeholders;

export const exampleCalls: readonly ExampleCall[] = [
  {
    wsfunction: 'core_course_backup_async',
    parameters: { courseid, options: { users: 0, logs: 0 } },
    shows: /backupid\W+[0-9a-f]{32}/,
  },
  { wsfunction: 'core_course_backup_async_get_status', parameters: { backupid }, shows: /status\W+1000\b/ },
  { wsfunction: 'core_course_backup_list_backups', parameters: { courseid }, shows: /downloadurl.+\.mbz/s },
  { wsfunction: 'coursekeep_backup_get_warnings', parameters: { backupid }, shows: /losses\W+0\b/ },
  {
    wsfunction: 'core_course_restore_async',
    parameters: { backupid, categoryid: 1, fullname: 'Biology, back again', shortname: 'BIO again' },
    shows: /restoreid\W+[0-9a-f]{32}/,
  },
  { wsfunction: 'core_course_restore_async_get_status', parameters: { restoreid }, shows: /status\W+1000\b/ },
  {
    wsfunction: 'core_course_duplicate_async',
    parameters: { courseid, fullname: 'Biology 102', shortname: 'BIO102', categoryid: 1 },
    shows: /restoreid\W+[0-9a-f]{32}/,
  },
  { wsfunction: 'core_course_duplicate_async_get_status', parameters: { restoreid }, shows: /phase\W+done\b/ },
  {
    wsfunction: 'core_backup_get_async_backup_progress',
    parameters: { backupids: [backupid], contextid },
    shows: /operation\W+backup\b/,
  },
  {
    wsfunction: 'core_backup_get_async_backup_links_backup',
    parameters: { filename, contextid, backupid },
    shows: /fileurl.+\.mbz/s,
  },
  { wsfunction: 'core_course_get_courses', parameters: { options: { ids: [courseid] } }, shows: /shortname/ },
  { wsfunction: 'core_webservice_get_site_info', parameters: {}, shows: /username\W+manager/ },
];

/** The examples of a call, by the language of their block. All read the address of the service from URL and the token from
 *  TOKEN, and print the answer. */
export const languages: Readonly<Record<string, (call: ExampleCall) => string>> = {
  sh: (call) =>
    [
      'curl "$URL/webservice/rest/server.php" -d wstoken="$TOKEN"',
      ...fieldsOf(call).map(([name, value]) => `-d '${name}=${value}'`),
    ].join(' \\\n  '),
  php: (call) => `<?php
$answer = file_get_contents(getenv('URL') . '/webservice/rest/server.php', false, stream_context_create(['http' => [
    'method' => 'POST',
    'header' => 'Content-Type: application/x-www-form-urlencoded',
    'content' => http_build_query([
        'wstoken' => getenv('TOKEN'),
${fieldsOf(call)
  .map(([name, value]) => `        '${name}' => ${literal(value)},`)
  .join('\n')}
    ]),
]]));
print_r(json_decode($answer, true));`,
  python: (call) => `import json, os, urllib.parse, urllib.request

fields = {
    "wstoken": os.environ["TOKEN"],
${fieldsOf(call)
  .map(([name, value]) => `    "${name}": ${literal(value, '"')},`)
  .join('\n')}
}
body = urllib.parse.urlencode(fields).encode()
with urllib.request.urlopen(os.environ["URL"] + "/webservice/rest/server.php", body) as answer:
    print(json.load(answer))`,
  ts: (call) => `const answer = await fetch(\`\${process.env.URL}/webservice/rest/server.php\`, {
  method: 'POST',
  body: new URLSearchParams({
    wstoken: process.env.TOKEN ?? '',
${fieldsOf(call)
  .map(([name, value]) => `    ${/^\w+$/.test(name) ? name : `'${name}'`}: '${value}',`)
  .join('\n')}
  }),
});
console.log(await answer.json());`,
};

/** The fields of the form, in the order in which people write them. */
function fieldsOf({ wsfunction, parameters }: ExampleCall): [string, string | number][] {
  return [
    ['wsfunction', wsfunction],
    ['moodlewsrestformat', 'json'],
    ...Object.entries(parameters).flatMap(([name, value]) => flat(name, value)),
  ];
}

function flat(name: string, value: ExampleValue): [string, string | number][] {
  if (typeof value !== 'object') return [[name, value]];
  return Object.entries(value).flatMap(([key, inner]) => flat(`${name}[${key}]`, inner as ExampleValue));
}

function literal(value: string | number, quote = "'"): string {
  return typeof value === 'number' ? String(value) : `${quote}${value}${quote}`;
}

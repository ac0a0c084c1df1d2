import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWithShared } from '../../../tools/testing/shared';
import {
  cleanReturn,
  defineFunction,
  encodeJson,
  encodeXml,
  exceptionAnswer,
  fileErrorAnswer,
  FunctionRegistry,
  list,
  mergeParameters,
  parseCall,
  parseParameters,
  parseUrlEncoded,
  restAnswer,
  siteCheckAnswer,
  single,
  textOf,
  tokenAnswer,
  tokenErrorAnswer,
  value,
  WsException,
  WsExceptions,
  type RestFormat,
  type WsAnswer,
  type WsCall,
} from '.';

interface Recorded {
  request: { method: string; path: string; headers?: Record<string, string>; body?: string };
  answer: { status: number; headers: Record<string, string>; body: string };
}

const optional = { optional: true } as const;
const nullable = { nullable: true } as const;
const namedValues = list(single({ name: value('alphanumext'), value: value('int') }), optional);

const siteInfo = defineFunction({
  name: 'core_webservice_get_site_info',
  description: '',
  kind: 'read',
  parameters: single({ serviceshortnames: list(value('alphanumext'), { default: [] }) }),
  returns: single({
    ...texts('sitename', 'username', 'firstname', 'lastname', 'fullname', 'lang'),
    userid: value('int'),
    siteurl: value('raw'),
    userpictureurl: value('url'),
    functions: list(single({ name: value('raw'), version: value('text') })),
    downloadfiles: value('int', optional),
    uploadfiles: value('int', optional),
    ...texts('release', 'version', 'mobilecssurl'),
    advancedfeatures: namedValues,
    usercanmanageownfiles: value('bool', optional),
    userquota: value('int', optional),
    usermaxuploadfilesize: value('int', optional),
    userhomepage: value('int', optional),
    userhomepageurl: value('url', optional),
    userprivateaccesskey: value('alphanum', optional),
    siteid: value('int', optional),
    ...texts('sitecalendartype', 'usercalendartype'),
    userissiteadmin: value('bool', optional),
    theme: value('text', optional),
    limitconcurrentlogins: value('int', optional),
    usersessionscount: value('int', optional),
    policyagreed: value('int', optional),
  }),
});

const courses = defineFunction({
  name: 'core_course_get_courses',
  description: '',
  kind: 'read',
  parameters: single({ options: single({ ids: list(value('int'), optional) }, { default: {} }) }),
  returns: list(
    single({
      id: value('int'),
      shortname: value('raw'),
      categoryid: value('int'),
      categorysortorder: value('int', optional),
      fullname: value('raw'),
      displayname: value('raw'),
      ...raws('idnumber', 'summary'),
      summaryformat: value('int'),
      format: value('plugin'),
      ...ints('showgrades', 'newsitems', 'startdate', 'enddate', 'numsections', 'maxbytes', 'showreports', 'visible'),
      ...ints('hiddensections', 'groupmode', 'groupmodeforce', 'defaultgroupingid', 'timecreated', 'timemodified'),
      ...ints('enablecompletion', 'completionnotify'),
      ...raws('lang', 'forcetheme'),
      courseformatoptions: list(single({ name: value('alphanumext'), value: value('raw') }), optional),
      showactivitydates: value('bool', { ...optional, ...nullable }),
      showcompletionconditions: value('bool', { ...optional, ...nullable }),
      customfields: list(
        single({
          ...raws('name', 'shortname', 'type'),
          valueraw: value('raw', nullable),
          value: value('raw', nullable),
        }),
        optional,
      ),
    }),
  ),
});

const progress = defineFunction({
  name: 'core_backup_get_async_backup_progress',
  description: '',
  kind: 'read',
  parameters: single({ backupids: list(value('alphanum')), contextid: value('int') }),
  returns: list(
    single({
      status: value('int'),
      progress: value('float'),
      backupid: value('alphanum'),
      operation: value('alphanum'),
    }),
  ),
});

const links = defineFunction({
  name: 'core_backup_get_async_backup_links_backup',
  description: '',
  kind: 'read',
  parameters: single({ filename: value('file'), contextid: value('int'), backupid: value('alphanumext') }),
  returns: single({ filesize: value('text'), fileurl: value('url'), restoreurl: value('url') }),
});

/** What only a whole server can know; the test takes it from the recorded answer, in the words of this package's constructors. */
const decidedByTheSite = [
  WsExceptions.access(),
  WsExceptions.backupNotExisting(),
  WsExceptions.courseNotAccessible(2),
  WsExceptions.fileNotFound(),
  WsExceptions.invalidArguments(),
  WsExceptions.invalidArgumentsOrConfiguration(),
  WsExceptions.invalidLogin(),
  WsExceptions.invalidToken(),
  WsExceptions.missingRecord('backup_controllers'),
  WsExceptions.missingRecord('context'),
  WsExceptions.noPermissions('Backup courses'),
  WsExceptions.noPermissions('Download files from backup areas'),
  WsExceptions.noPermissions('View courses without participation'),
  WsExceptions.serviceNotAvailable(),
  WsExceptions.userSuspended('susp'),
];

describeWithShared('the recorded requests and answers of Moodle', (shared) => {
  const folder = join(shared, 'moodle/wire/replay');
  const cases = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map(
      (file) => [file.replace('.json', ''), JSON.parse(readFileSync(join(folder, file), 'utf8')) as Recorded] as const,
    );
  const rest = cases.filter(([, { request }]) => request.path.startsWith('/webservice/rest/server.php'));
  const scripts = cases.filter((one) => !rest.includes(one));

  it.each(rest)('REST: %s', async (_, { request, answer }) => {
    const call = decode(request);
    expect(call.token).toMatch(/^[0-9a-f]{32}$|^$|^nope$|^x' OR 1=1 --$/);
    expectAnswer(await answerOf(call, answer.body), answer);
  });

  it.each(scripts)('scripts: %s', (_, { request, answer }) => {
    expectAnswer(scriptAnswer(request, answer.body), answer);
  });

  it.each(['siteinfo-admin', 'siteinfo-student', 'courses-all-admin'])(
    'JSON and XML of %s are the same answer',
    (name) => {
      const recorded = (file: string) => cases.find(([n]) => n === file)![1].answer.body;
      const description = (name.startsWith('siteinfo') ? siteInfo : courses).returns;
      const cleaned = cleanReturn(description, JSON.parse(recorded(`${name}-json`)));
      const withoutRevision = (xml: string) => xml.replace(/(boost\/core\/)\d+/g, '$1REV');
      expect(withoutRevision(encodeXml(description, cleaned))).toBe(withoutRevision(recorded(name)));
      expect(encodeJson(description, cleaned)).toBe(recorded(`${name}-json`));
    },
  );
});

/** A request as a server reads it: a body counts only where it is a form. */
function decode({ path, headers, body }: Recorded['request']): WsCall {
  return parseCall(parametersOf(path, headers?.['content-type'] === 'application/x-www-form-urlencoded' ? body : ''));
}

function parametersOf(path: string, body = '') {
  const query = path.includes('?') ? path.slice(path.indexOf('?') + 1) : '';
  return mergeParameters(parseParameters(parseUrlEncoded(query)), parseParameters(parseUrlEncoded(body)));
}

/** Answers as a server would, but for what only a site knows: that is read out of the recorded answer. */
async function answerOf(call: WsCall, recorded: string): Promise<WsAnswer> {
  const functions = new FunctionRegistry<string>();
  for (const definition of [siteInfo, courses, progress, links])
    functions.register(definition, (): never => {
      const refused = refusalIn(recorded, call.format);
      if (refused) throw refused;
      return readAnswer(recorded, call.format) as never;
    });
  try {
    const beforeTheFunction = refusalIn(recorded, call.format);
    if (beforeTheFunction && /invalidtoken|accessexception|wsaccessuser/.test(beforeTheFunction.errorcode))
      throw beforeTheFunction;
    if (!call.functionName) throw WsExceptions.invalidParameter();
    const { definition, value: returned } = await functions.call(call.functionName, call.parameters, recorded);
    return restAnswer(call.format, definition.returns, returned);
  } catch (error) {
    return exceptionAnswer(call.format, error);
  }
}

function refusalIn(recorded: string, format: RestFormat): WsException | undefined {
  return decidedByTheSite.find((exception) => exceptionAnswer(format, exception).body === recorded);
}

function scriptAnswer({ path, body }: Recorded['request'], recorded: string): WsAnswer {
  const parameters = parametersOf(path, body);
  const refused = decidedByTheSite.find((exception) => fileErrorAnswer(exception).body === recorded);
  if (path.startsWith('/webservice/pluginfile.php'))
    return fileErrorAnswer(textOf(parameters, 'token') ? refused : WsExceptions.missingParam('token'));
  if (textOf(parameters, 'appsitecheck')) return siteCheckAnswer();
  const missing = ['username', 'password', 'service'].find((name) => textOf(parameters, name) === undefined);
  if (missing) return tokenErrorAnswer(WsExceptions.missingParam(missing));
  return refused
    ? tokenErrorAnswer(refused)
    : tokenAnswer(JSON.parse(recorded) as { token: string; privatetoken: null });
}

function expectAnswer(ours: WsAnswer, moodles: Recorded['answer']): void {
  const headers = new Headers(ours.headers);
  expect(ours.body).toBe(moodles.body);
  expect(ours.status).toBe(moodles.status);
  expect(Object.fromEntries(Object.keys(moodles.headers).map((name) => [name, headers.get(name)]))).toEqual(
    moodles.headers,
  );
}

/** What Moodle's function returned, read out of the answer: of XML, structures become objects and null stays null. */
function readAnswer(body: string, format: RestFormat): unknown {
  if (format === 'json') return JSON.parse(body);
  let at = body.indexOf('<RESPONSE>\n') + '<RESPONSE>\n'.length;
  const take = (text: string) => {
    if (!body.startsWith(text, at)) return false;
    at += text.length;
    return true;
  };
  const until = (text: string) => {
    const from = at;
    at = body.indexOf(text, from) + text.length;
    return body.slice(from, at - text.length);
  };
  const read = (): unknown => {
    if (take('<VALUE null="null"/>\n')) return undefined;
    if (take('<VALUE>')) return unescape(until('</VALUE>\n'));
    if (take('<MULTIPLE>\n')) {
      const items: unknown[] = [];
      while (!take('</MULTIPLE>\n')) items.push(read());
      return items;
    }
    if (!take('<SINGLE>\n')) throw new Error(`cannot read ${body.slice(at, at + 50)}`);
    const keys: Record<string, unknown> = {};
    while (take('<KEY name="')) {
      const key = until('">');
      keys[key] = read() ?? (['value', 'valueraw'].includes(key) ? null : undefined);
      take('</KEY>\n');
    }
    take('</SINGLE>\n');
    return keys;
  };
  return read();
}

function unescape(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}

function texts(...names: string[]) {
  return Object.fromEntries(names.map((name) => [name, value('text', optional)]));
}
function raws(...names: string[]) {
  return Object.fromEntries(names.map((name) => [name, value('raw', optional)]));
}
function ints(...names: string[]) {
  return Object.fromEntries(names.map((name) => [name, value('int', optional)]));
}

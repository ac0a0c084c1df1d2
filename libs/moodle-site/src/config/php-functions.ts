import { basename, dirname } from 'node:path/posix';
import type { PhpFiles } from './php-files';
import type { PhpScope } from './php-scope';
import { NotUnderstood, phpEquals, phpText, phpTruth, type PhpValue } from './php-value';

type PhpFunction = (values: readonly PhpValue[], scope: PhpScope) => PhpValue | undefined;

const ofText = (work: (text: string) => PhpValue): PhpFunction => {
  return ([text]) => (typeof text === 'string' ? work(text) : undefined);
};
const ofTexts = (work: (text: string, part: string) => PhpValue): PhpFunction => {
  return ([text, part]) => (typeof text === 'string' && typeof part === 'string' ? work(text, part) : undefined);
};
const ofFiles = (ask: (files: PhpFiles, path: string) => boolean | null): PhpFunction => {
  return ([path], { files }) => (typeof path === 'string' ? (ask(files, path) ?? undefined) : undefined);
};
const merged: PhpFunction = (arrays) => {
  const values = new Map<string, PhpValue>();
  let next = 0;
  for (const array of arrays) {
    if (!(array instanceof Map)) return undefined;
    for (const [key, value] of array) values.set(/^\d+$/.test(key) ? String(next++) : key, value);
  }
  return values;
};
const replaced: PhpFunction = (arrays) =>
  arrays.every((array): array is Map<string, PhpValue> => array instanceof Map)
    ? new Map(arrays.flatMap((array) => [...array]))
    : undefined;

/** The functions that are understood. They compute, or look at files; `undefined`: not with these values. */
export const functions: Readonly<Record<string, PhpFunction>> = {
  getenv: ([name], scope) => (typeof name === 'string' ? (scope.env[name] ?? false) : undefined),
  dirname: ([path, levels = 1]) =>
    typeof path === 'string' && typeof levels === 'number' && levels >= 1 && levels < 100
      ? Array.from({ length: levels }).reduce<string>((folder) => dirname(folder), path)
      : undefined,
  basename: ofText(basename),
  trim: trimming(true, true),
  rtrim: trimming(false, true),
  ltrim: trimming(true, false),
  strtolower: ofText((text) => text.toLowerCase()),
  strtoupper: ofText((text) => text.toUpperCase()),
  str_contains: ofTexts((text, part) => text.includes(part)),
  str_starts_with: ofTexts((text, part) => text.startsWith(part)),
  str_ends_with: ofTexts((text, part) => text.endsWith(part)),
  str_replace: ([from, to, text]) =>
    [from, to, text].every((value) => typeof value === 'string')
      ? String(text).split(String(from)).join(String(to))
      : undefined,
  intval: ([value]) =>
    typeof value === 'string' || typeof value === 'number' ? Number.parseInt(`${value}`, 10) || 0 : undefined,
  in_array: ([value, array, strict = false]) => {
    if (value === undefined || !(array instanceof Map)) return undefined;
    const found = [...array.values()].map((one) => phpEquals(value, one, 0, strict === true));
    return found.find((one) => one instanceof NotUnderstood) ?? found.includes(true);
  },
  array_key_exists: ([key, array]) =>
    array instanceof Map && (typeof key === 'string' || typeof key === 'number') ? array.has(String(key)) : undefined,
  array_merge: merged,
  array_replace: replaced,
  implode: ([glue, array]) => {
    if (typeof glue !== 'string' || !(array instanceof Map)) return undefined;
    const texts = [...array.values()].map((value) => phpText(value, 0));
    return texts.find((text) => text instanceof NotUnderstood) ?? texts.join(glue);
  },
  is_array: ([value]) => value instanceof Map,
  is_string: ([value]) => typeof value === 'string',
  boolval: ([value = null]) => phpTruth(value),
  php_sapi_name: () => 'cli',
  file_exists: ofFiles((files, path) => files.exists(path, 'any')),
  is_readable: ofFiles((files, path) => files.exists(path, 'any')),
  is_file: ofFiles((files, path) => files.exists(path, 'file')),
  is_dir: ofFiles((files, path) => files.exists(path, 'folder')),
  file_get_contents: ([path, ...options], { files }) => {
    const found = typeof path === 'string' && options.length === 0 ? files.read(path) : null;
    return found && 'text' in found ? found.text : undefined;
  },
  glob: ([pattern, ...options], { files }) => {
    const found = typeof pattern === 'string' && options.length === 0 ? files.glob(pattern) : null;
    return found ? new Map(found.map((path, at) => [String(at), path])) : undefined;
  },
};

/** PHP's own functions besides, of which no one changes a variable or calls back: what they give is not understood, and
 *  nothing else happens. Those that change what they are given (`extract`, `settype`) are not among them. */
const harmless = new Set(
  `define defined constant ini_set ini_get error_reporting set_time_limit ignore_user_abort umask setlocale
   date_default_timezone_set date_default_timezone_get mb_internal_encoding header headers_sent header_remove ob_start
   ob_end_clean error_log trigger_error putenv php_uname phpversion gethostname gethostbyname getmypid sys_get_temp_dir
   getcwd realpath parse_url parse_ini_file json_decode json_encode time date gmdate microtime mktime strtotime floatval
   strval md5 sha1 hash crc32 base64_encode base64_decode urlencode rawurlencode urldecode http_build_query filter_var
   preg_replace preg_split preg_quote version_compare function_exists class_exists extension_loaded array_keys array_values
   array_filter array_unique array_flip array_slice array_combine array_fill_keys array_intersect_key array_diff_key
   array_column array_search array_sum count sizeof is_null is_bool is_int is_numeric is_object is_link is_writable
   filemtime filesize strlen strpos stripos strrpos strstr substr substr_count sprintf vsprintf printf ucfirst lcfirst
   ucwords nl2br htmlspecialchars str_pad str_repeat strtr strcmp strcasecmp strrev explode join max min round floor ceil
   abs rand mt_rand random_int random_bytes uniqid http_response_code setcookie session_name session_id
   memory_get_usage gc_enable opcache_get_status apcu_enabled spl_autoload_register set_error_handler
   set_exception_handler register_shutdown_function file mkdir set_include_path get_include_path usleep sleep flush
   ctype_digit ctype_alpha ctype_alnum mb_strtolower mb_strtoupper mb_substr mb_strlen var_dump print_r var_export
   debug_backtrace`.split(/\s+/),
);

/** Does a function of PHP itself leave all variables as they are? */
export function isHarmless(name: string): boolean {
  return Object.hasOwn(functions, name) || harmless.has(name);
}

/** Without a list of characters, or with a list of slashes alone. */
function trimming(atStart: boolean, atEnd: boolean): PhpFunction {
  return ([text, characters]) => {
    if (typeof text !== 'string' || (characters !== undefined && characters !== '/')) return undefined;
    const what = characters === '/' ? '/+' : '[ \\t\\n\\r\\0\\x0B]+';
    const started = atStart ? text.replace(new RegExp(`^${what}`), '') : text;
    return atEnd ? started.replace(new RegExp(`${what}$`), '') : started;
  };
}

// node record-php.mjs PHP > php-8.2.json
//
// Asks a real PHP (any 8.x command-line binary, no ini file) how it reads and writes what this package must read and write alike.
import { spawnSync } from 'node:child_process';

const names = [
  'a=1',
  'a',
  '=1',
  '&&',
  'a=1&a=2&b=3',
  'a=1=2',
  'a.b c=1',
  ' a=1',
  '+a=1',
  'a%00b=1',
  'a[]=1&a[]=2',
  'a[5]=x&a[]=y',
  'a[-3]=x&a[]=y',
  'a[05]=x&a[]=y',
  'a[b]=1&a=2',
  'a=2&a[b]=1',
  'a[b][c]=1&a[b][d]=2',
  'a[b]c=1',
  'a[b]c[d]=1',
  'a[b=1',
  'a[b.c d[e=1',
  'a[b][c=1',
  'a]=1',
  '[a]=1',
  '[]=1',
  'a[ ]=1',
  'a[%20b]=1',
  'a[%09]=1',
  'a[b.c]=1',
  'a[[b]]=1',
  'a[b]]=1',
  'a[__proto__][x]=1',
  '__proto__[x]=1',
  'a[9223372036854775807]=1&a[]=2',
  'a[9223372036854775806]=1&a[]=2&a[]=3',
  'a[]=1&a[x]=2&a[]=3',
  'a[0][b]=1&a[0][c]=2&a[1][b]=3',
  'a=%',
  'a=%4&b=%zz&c=%e9&d=%C3%A9&e=%f0%9f%90%98',
  'a%5B0%5D=1',
  'a[1]=x&a[0]=y',
  'a[]=x&a[0]=y',
  'a=+%2B',
  'options[ids][0]=1&options[ids][1]=2',
  'a[][]=1&a[][]=2',
  'a[b][]=1&a[b]=2&a[b][]=3',
  'a;b=1',
  'a[\n]=1',
];
const floats = [
  0,
  -0,
  1,
  -1,
  10,
  0.5,
  0.1,
  0.1 + 0.2,
  1 / 3,
  2 / 3,
  -12.5,
  0.123456789,
  1e13,
  1e14,
  1e15,
  1e16,
  1e17,
  1e18,
  1e25,
  -1e25,
  0.001,
  0.0001,
  0.00001,
  123456789012345,
  1098041537263450,
  99999999999999.9,
  999999999999999,
  123456789.123456789,
  5e-324,
  1.7976931348623157e308,
  1.5e300,
];
const texts = [
  '',
  'a/b',
  'é',
  '🐘',
  '\u2028',
  '"\\',
  '\b\f\n\r\t',
  '\u0001\u007f',
  "<>&'",
  '<b>x</b>',
  'a < b > c',
  'a<',
  '<!-- x -->y',
  '< b',
  '<b title=">">x',
];

const script = `
function tree($a) { if (!is_array($a)) return bin2hex($a); $r = []; foreach ($a as $k => $v) $r[] = [bin2hex((string)$k), tree($v)]; return $r; }
$in = json_decode(stream_get_contents(STDIN), true);
$out = ['names' => [], 'floats' => [], 'texts' => []];
foreach ($in['names'] as $q) { parse_str($q, $a); $out['names'][] = [$q, tree($a)]; }
foreach ($in['floats'] as $h) { $d = unpack('E', hex2bin($h))[1]; $out['floats'][] = [$h, json_encode($d), (string)$d]; }
foreach ($in['texts'] as $t) $out['texts'][] = [$t, json_encode($t), strip_tags($t)];
$out['version'] = PHP_VERSION;
echo json_encode($out);`;
const hex = (value) => {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return bytes.toString('hex');
};
const run = spawnSync(process.argv[2] ?? 'php', ['-n', '-r', script], {
  input: JSON.stringify({ names, floats: floats.map(hex), texts }),
});
if (run.status !== 0) throw run.error ?? new Error(String(run.stderr));
const { version, ...recorded } = JSON.parse(run.stdout);
const lines = Object.entries(recorded).map(
  ([k, rows]) => `  "${k}": [\n${rows.map((r) => `    ${JSON.stringify(r)}`).join(',\n')}\n  ]`,
);
process.stdout.write(`{\n  "version": "${version}",\n${lines.join(',\n')}\n}\n`);

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ModuleKind, transpileModule } from 'typescript';
import * as protocol from '.';

const readme = readFileSync(join(__dirname, '../README.md'), 'utf8');
const blocks = (language: string) =>
  [...readme.matchAll(new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 'gs'))].map((m) => m[1]!);

describe('the README', () => {
  it('shows an example that runs and answers as it says', async () => {
    const { outputText } = transpileModule(blocks('ts')[0]!, { compilerOptions: { module: ModuleKind.CommonJS } });
    const exported: { answer?: (query: string, username: string) => Promise<protocol.WsAnswer> } = {};
    new Function('require', 'exports', outputText)(() => protocol, exported);
    const query = 'wsfunction=core_course_backup_async&courseid=4';
    expect((await exported.answer!(query, 'teacher')).body).toBe(blocks('xml')[0]);
    expect((await exported.answer!(`${query}&moodlewsrestformat=json`, 'student')).body).toContain('nopermissions');
  });
});

import {
  conditionState,
  MOODLE,
  DefinitionRegistry,
  type DocumentDefinition,
  finalDocuments,
} from '@coursekeep/definitions';
import { describeWithShared } from '../../../../tools/testing/shared';
import { bareActivity, bareCourse } from '../../testing/outlines';
import { compareStructure, type Difference } from '../../testing/reference/compare';
import { compareUnder } from '../../testing/reference/conditions';
import { EXPLAINED } from '../../testing/reference/explained';
import { referenceDocuments, referenceSchema, type ReferenceDocument } from '../../testing/reference/structure';
import { buildSettings, type CourseOutline } from '../model';
import { compile, type CompiledElement } from './compile';
import { SCOPES } from './scope';

const registry = DefinitionRegistry.core();
const quiz = bareActivity(5, 'quiz');
const section = { id: 1, number: 1, name: '', activities: [bareActivity(4, 'page'), quiz] };
const outline: CourseOutline = { ...bareCourse, sections: [section] };

describeWithShared('the definitions against the reference', (shared) => {
  describe.each([
    ['moodle45', 405],
    ['moodle51', 501],
  ])('of %s', (version, branch) => {
    const schema = referenceSchema(shared, version);
    // inforef.xml is no definition: plan/inforef.ts writes it.
    const documents = referenceDocuments(shared, version).filter(({ file }) => file !== 'inforef.xml');

    it('say the same of every element', () => {
      const differences = documents.flatMap((document): Difference[] => {
        const definition = definitionOf(document);
        if (!definition) return [{ path: document.name, what: 'document', ours: 'none', reference: 'one' }];
        return named(document, compareStructure(document.tree, compiled(definition, [])));
      });
      expect(unexplained(differences).map(text)).toEqual([]);
    });

    const toggles = [...new Set(documents.flatMap(togglesOf))].filter((toggle) => toggle !== 'off:questionbank');
    it.each(toggles)('say the same of what %s does', (toggle) => {
      const differences = documents.flatMap((document): Difference[] => {
        const definition = definitionOf(document);
        if (!definition) return [];
        const absent = isAbsent(definition, toggle);
        const expected = document.file_absent_when.includes(toggle);
        if (absent !== expected) {
          return [{ path: document.name, what: `${toggle} absent`, ours: `${absent}`, reference: `${expected}` }];
        }
        if (absent) return [];
        const plain = compiled(definition, [])!;
        return named(document, compareUnder(toggle, document.tree, plain, compiled(definition, [toggle])));
      });
      expect(unexplained(differences).map(text)).toEqual([]);
    });

    function settingsUnder(toggle: readonly string[]) {
      const settings = buildSettings(outline, {
        version: { branch },
        mode: 'general',
        permissions: { userinfo: true, anonymise: true, configure: true },
      });
      settings.setAll({ logs: 1, grade_histories: 1 });
      for (const one of toggle) {
        const [state, name = ''] = one.split(':');
        const names = !name.startsWith('*')
          ? [name]
          : settings
              .parts()
              .map((row) => row.name)
              .filter((part) =>
                name === '*_userinfo' ? part.endsWith('_userinfo') : /^(page|quiz).*included$/.test(part),
              );
        for (const each of names) settings.set(each, state === 'on' ? 1 : 0);
      }
      return settings;
    }

    function isOnUnder(toggle: readonly string[]): (name: string) => boolean {
      const settings = settingsUnder(toggle);
      return (name) => {
        if (['enrolments', 'usetags'].includes(name)) return true;
        if (name === 'site_course') return false;
        if (name === 'all_activities') return section.activities.every((activity) => settings.included(activity));
        return settings.isOn(name as 'users');
      };
    }

    function compiled(definition: DocumentDefinition, toggle: readonly string[]): CompiledElement | null {
      const userinfo = settingsUnder(toggle).userinfo(section.activities[0]!);
      return compile(definition.root, {
        schema,
        relation: SCOPES[definition.scope],
        tasks: ['1'],
        tasksWithUserinfo: userinfo ? ['1'] : [],
        isOn: isOnUnder(toggle),
        version: branch === 405 ? MOODLE['4.5'] : 2025100600,
        annotated: () => [1],
        pluginsAt: (point) => registry.pluginsAt(point),
      });
    }

    function isAbsent(definition: DocumentDefinition, toggle: string): boolean {
      const settings = settingsUnder([toggle]);
      if (definition.scope === 'block' && !settings.isOn('blocks')) return true;
      if (definition.scope === 'activity' && !settings.isOn('activities')) return true;
      return conditionState(definition.when, { isOn: isOnUnder([toggle]), version: MOODLE['4.5'] }) === 'off';
    }
  });

  it('differ wherever a difference is explained', () => {
    expect(EXPLAINED.filter((entry) => !used.has(entry))).toEqual([]);
  });
});

function definitionOf({ scope, file }: ReferenceDocument): DocumentDefinition | undefined {
  const all = scope === 'final' ? Object.values(finalDocuments) : registry.of(scope);
  return all.find((definition) => definition.file === file);
}

function togglesOf({ file_absent_when, tree }: ReferenceDocument): string[] {
  return [...file_absent_when, ...JSON.stringify(tree).matchAll(/"((?:off|on):[\w*]+)":/g)].map((one) =>
    typeof one === 'string' ? one : one[1]!,
  );
}

const used = new Set<unknown>();

function unexplained(differences: readonly Difference[]): Difference[] {
  return differences.filter(({ path, what }) => {
    const entry = EXPLAINED.find((one) => one.what === what && one.path.test(path));
    used.add(entry);
    return !entry;
  });
}

const named = ({ name }: ReferenceDocument, differences: Difference[]): Difference[] =>
  differences.map((difference) => ({ ...difference, path: `${name} ${difference.path}` }));
const text = ({ path, what, ours, reference }: Difference): string => `${path} ${what}: ${ours} <> ${reference}`;

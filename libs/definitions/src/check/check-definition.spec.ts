import { nearestName } from '@coursekeep/errors';
import fc from 'fast-check';
import {
  activity,
  ancestor,
  type AnyDefinition,
  area,
  block,
  computed,
  container,
  DefinitionError,
  DefinitionRegistry,
  document,
  element,
  FLAG_SETTINGS,
  fromTask,
  itemArea,
  parent,
  plugin,
  query,
  table,
  task,
} from '..';
import * as core from '../core';
import { BLOCKS } from '../core/block/block';
import type { ElementOptions } from '../language/elements';

/** mod_recipe with one element of these options. */
const recipe = (step: ElementOptions, further: Parameters<typeof activity>[1] = { fields: 'name intro' }) =>
  activity('recipe', further, [
    container('steps', [
      element('step', {
        fields: 'position text userid',
        from: table('recipe_step', { recipeid: parent('id') }),
        ...step,
      }),
    ]),
  ]);

/** What is said when it is registered. */
function said(definition: AnyDefinition, registry = DefinitionRegistry.core()): string {
  try {
    registry.registerDefinition(definition);
    return 'nothing';
  } catch (error) {
    if (!(error instanceof DefinitionError)) throw error;
    expect(error.problems.length).toBeGreaterThan(0);
    return error.message;
  }
}

const STEP = 'recipe.xml, activity/recipe/steps/step';

describe('a definition that is registered', () => {
  it('may say all that the built-in ones say', () => {
    const all = [
      ...[core.COURSE_DOCUMENTS, core.SECTION_DOCUMENTS, core.ACTIVITY_DOCUMENTS, core.MODULE_DOCUMENTS].flat(),
      ...[...core.BLOCK_DOCUMENTS, ...core.PLUGINS, ...BLOCKS, ...Object.values(core.finalDocuments)],
    ];
    const registry = DefinitionRegistry.core();
    const problems = all.flatMap((one) => registry.problemsOf(one)).map(({ message }) => message);
    expect(problems).toEqual([]);
  });

  it.each<[string, AnyDefinition, string]>([
    [
      'a setting',
      recipe({ when: { on: ['userinof'] } }),
      `${STEP}, when.on: there is no setting "userinof". The nearest is "userinfo".`,
    ],
    [
      'a setting within conditions',
      recipe({ when: { any: [{ on: ['users'] }, { unless: { off: ['coments'] } }] } }),
      `${STEP}, when.any[1].unless.off: there is no setting "coments". The nearest is "comments".`,
    ],
    [
      'a word of a condition',
      recipe({ when: { onn: ['users'] } as never }),
      `${STEP}, when: there is no condition "onn". The nearest is "on".`,
    ],
    ['a setting of its own', recipe({ when: { on: ['.photos'] } }), `${STEP}, when.on: there is no setting ".photos".`],
    [
      'a list of settings',
      recipe({ when: { on: 'users' as never } }),
      `${STEP}, when.on: when.on is a list of names of settings, not "users".`,
    ],
    [
      'a version',
      recipe({ when: { since: undefined as never } }),
      `${STEP}, when: since is a version number of Moodle, not undefined.`,
    ],
    [
      'a setting that decides for each activity, of a field',
      recipe({ fieldsWhen: { text: { on: ['userinfo'] } } }),
      `${STEP}, fieldsWhen.text.on: there is no setting "userinfo".`,
    ],
    [
      'a field with a condition',
      recipe({ fieldsWhen: { txet: { on: ['users'] } } }),
      `${STEP}, fieldsWhen: there is no field "txet".`,
    ],
    [
      'a field of an older site',
      recipe({ fieldsBefore: { recipe_new: 'pozition' } }),
      `${STEP}, fieldsBefore: there is no field "pozition". The nearest is "position".`,
    ],
    [
      'the field of another name',
      recipe({ aliases: { pos: 'positon' } }),
      `${STEP}, aliases: there is no field "positon". The nearest is "position".`,
    ],
    [
      'a field that is rewritten',
      recipe({ rewrite: { useridd: (value) => value } }),
      `${STEP}, rewrite: there is no field "useridd". The nearest is "userid".`,
    ],
    [
      'a form of a field',
      recipe({ fields: 'text:base46' }),
      `${STEP}, fields.text: there is no form of a value "base46". The nearest is "base64".`,
    ],
    [
      'a kind of reference',
      recipe({ refers: { usr: 'userid' } as never }),
      `${STEP}, refers.usr: there is no kind of reference "usr". The nearest is "user".`,
    ],
    [
      'a field that refers',
      recipe({ refers: { user: 'user_id' } }),
      `${STEP}, refers.user: there is no field "user_id". The nearest is "userid".`,
    ],
    [
      'the column of an order',
      recipe({ from: table('recipe_step', { recipeid: parent('id') }, { orderBy: 'positoin DESC' }) }),
      `${STEP}, from, orderBy: there is no column "positoin". The nearest is "position".`,
    ],
    [
      'an order',
      recipe({ from: table('recipe_step', { recipeid: parent('id') }, { orderBy: 'position DOWN' }) }),
      `${STEP}, from, orderBy: an order is columns, each with ASC or DESC, not "position DOWN".`,
    ],
    [
      'a component of files',
      recipe({ files: [area('mod_recpie', 'photo')] }),
      `${STEP}, files: there is no component "mod_recpie". The nearest is "mod_recipe".`,
    ],
    [
      'the element of an item',
      recipe({ files: [itemArea('mod_recipe', 'photo', 'id', 'recipes')] }),
      `${STEP}, files: there is no element around this one called "recipes". The nearest is "recipe".`,
    ],
    [
      'a table',
      recipe({ from: table('{recipe_step}', { recipeid: parent('id') }) }),
      `${STEP}, from: a table is named in small letters, without the prefix of the site, not "{recipe_step}".`,
    ],
    [
      'an element above',
      recipe({ from: table('recipe_step', { recipeid: ancestor('recipes', 'id') }) }),
      `${STEP}, from, recipeid: there is no element with rows above this one called "recipes". The nearest is "recipe".`,
    ],
    [
      'a variable of the task',
      recipe({ from: table('recipe_step', { recipeid: task('instanse' as never) }) }),
      `${STEP}, from, recipeid: there is no variable of the task "instanse". The nearest is "instance".`,
    ],
    [
      'a list of ids',
      recipe({
        from: query({
          join: 'JOIN {recipe_step} $s ON $s.id IN (@userfinl)',
          columns: {},
          all: { $s: 'recipe_step' },
          key: '$s.id',
        }),
      }),
      `${STEP}, from, join: there is no collected list "userfinl". The nearest is "userfinal".`,
    ],
    [
      'a table of a join',
      recipe({
        from: query({
          join: 'JOIN {recipe_step} $s ON $s.a = 1',
          columns: {},
          all: { $s: 'recipe_stop' },
          key: '$s.id',
        }),
      }),
      `${STEP}, from, all: there is no table of the join "recipe_stop $s". The nearest is "recipe_step $s".`,
    ],
    [
      'a column that a query does not give',
      recipe({
        from: query({
          join: 'JOIN {recipe_step} $s ON $s.a = 1',
          columns: { text: '$s.t', position: '$s.p', usrid: '$s.u' },
          key: '$s.id',
        }),
      }),
      `${STEP}, fields: there is no column of its source "userid". The nearest is "usrid".`,
    ],
    [
      'rows that are computed',
      recipe({ from: computed('rssFeed') }),
      `${STEP}, from: there is no computed list "rssFeed". The nearest is "rssFeeds".`,
    ],
    [
      'a kind of document',
      document('corse' as never, 'x.xml', container('x')),
      'x.xml: there is no kind of document "corse". The nearest is "course".',
    ],
    [
      'a plugin point',
      plugin('qtype_question_plugn', 'qtype_riddle', []),
      'qtype_riddle at qtype_question_plugn: there is no plugin point "qtype_question_plugn". The nearest is "qtype_question_plugin".',
    ],
    [
      'a field around a plugin point',
      plugin('qtype_question_plugin', 'qtype_riddle', [], { element: 'question', column: 'qtpe', is: 'riddle' }),
      'qtype_riddle at qtype_question_plugin, onlyIf: there is no field of <question> "qtpe". The nearest is "qtype".',
    ],
    [
      'the component of a block',
      block('fridge', { files: [area('block_frigde', 'photo')] }),
      'block_fridge, files: there is no component "block_frigde". The nearest is "block_fridge".',
    ],
    [
      'something else',
      { recipe: 1 } as never,
      'it: a definition is made by activity(), document(), plugin() or block(), not {"recipe":1}.',
    ],
  ])('names %s that there is not, where it stands and the nearest', (_, definition, message) => {
    expect(said(definition)).toBe(message);
  });

  it.each<[string, () => unknown, string]>([
    [
      'an element',
      () => recipe({ feilds: 'a' } as never),
      'element "step" has no option "feilds". The nearest is "fields".',
    ],
    [
      'an activity',
      () => activity('recipe', { link: [] } as never),
      'activity "recipe" has no option "link". The nearest is "links".',
    ],
    [
      'a document',
      () => document('course', 'x.xml', container('x'), { afterInforeff: true } as never),
      'document "x.xml" has no option "afterInforeff". The nearest is "afterInforef".',
    ],
    [
      'a block',
      () => block('x', { linkedText: 'a' } as never),
      'block "x" has no option "linkedText". The nearest is "linkedTexts".',
    ],
    [
      'a table',
      () => table('x', {}, { order: 'a' } as never),
      'table "x" has no option "order". They are orderBy, without, before.',
    ],
    [
      'a query',
      () => query({ join: 'JOIN {x} $x ON 1 = 1', columns: {}, key: '$x.id', writse: {} } as never),
      'query has no option "writse". The nearest is "writes".',
    ],
  ])('has no option of %s that nobody would read', (_, make, message) => {
    expect(make).toThrow(DefinitionError);
    expect(make).toThrow(message);
  });

  it('is not there after it was refused', () => {
    const registry = DefinitionRegistry.core();
    expect(said(recipe({ refers: { usr: 'userid' } as never }), registry)).not.toBe('nothing');
    expect(registry.supportsModule('recipe')).toBe(false);
    expect(said(recipe({ refers: { user: 'userid' } }), registry)).toBe('nothing');
    expect(registry.supportsModule('recipe')).toBe(true);
  });

  it('tells all that is wrong with it at once', () => {
    const wrong = recipe({ when: { on: ['userinof'] }, refers: { usr: 'userid' } as never });
    expect(said(wrong).split('\n')).toHaveLength(2);
  });

  it('may name what only a site can know', () => {
    const files = [area('recipestep_photo', 'picture'), itemArea('mod_recipe', 'step', 'pictureid')];
    const from = table('recipe_step', { recipeid: parent('id'), hidden: 0 }, { orderBy: 'rank DESC, id' });
    expect(said(recipe({ files, from }))).toBe('nothing');
  });

  it('may ask for settings of its own, in all its documents', () => {
    const registry = DefinitionRegistry.core();
    const settings = [{ name: 'photos', default: 1, needsUserinfo: false }] as const;
    expect(said(recipe({ when: { on: ['.photos'] } }, { settings }), registry)).toBe('nothing');
    const more = document('activity', 'photos.xml', element('photo', { from: fromTask({ id: 'instance' }) }), {
      only: ['recipe'],
      when: { on: ['.photos'] },
    });
    expect(said(more, registry)).toBe('nothing');
    const other = document('activity', 'other.xml', more.root, { only: ['soup'], when: { on: ['.photos'] } });
    expect(said(other, registry)).toBe('other.xml, when.on: there is no setting ".photos".');
  });

  it('is refused for any setting that there is not, and for no setting that there is', () => {
    const known: readonly string[] = FLAG_SETTINGS;
    fc.assert(
      fc.property(fc.constantFrom(...known), fc.nat(), fc.boolean(), (name, at, isCut) => {
        expect(said(recipe({ when: { on: [name] } }))).toBe('nothing');
        const place = at % name.length;
        const slip = isCut
          ? name.slice(0, place) + name.slice(place + 1)
          : `${name.slice(0, place)}x${name.slice(place)}`;
        if (known.includes(slip) || slip === '') return;
        const message = said(recipe({ when: { on: [slip] } }));
        expect(message).toContain(`there is no setting "${slip}".`);
        if (nearestName(slip, known)) expect(message).toContain('The nearest is "');
      }),
      { numRuns: 30 },
    );
  });
});

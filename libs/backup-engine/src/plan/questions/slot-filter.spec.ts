import { parseSlotFilter } from './slot-filter';

const stored = (filter: object) => parseSlotFilter(JSON.stringify({ filter }));
const some = { categories: [9], includeSubcategories: false };

describe('the condition of a random slot', () => {
  it('is read in its form of today and in that before 4.3', () => {
    const category = { jointype: 1, values: ['9'], filteroptions: { includesubcategories: true } };
    const today = stored({ category, qtagids: { jointype: 2, values: ['20'] } });
    const before = parseSlotFilter('{"questioncategoryid":9,"includingsubcategories":1,"tags":["20,leaf"]}');
    expect(today).toEqual({ categories: [9], includeSubcategories: true, tags: ['20'], tagsMatch: 'all' });
    expect(before).toEqual(today);
  });

  it.each([
    [0, 'none'],
    [1, 'any'],
    [2, 'all'],
  ])('with the join type %d asks for %s of its tags', (jointype, tagsMatch) => {
    const { tags, ...filter } = stored({ category: { values: [9] }, qtagids: { jointype, values: [3, 4] } });
    expect([tags, filter]).toEqual([['3', '4'], { ...some, tagsMatch }]);
  });

  it.each([false, 0, '0', '', null])('does not take %j for including subcategories', (includesubcategories) => {
    expect(stored({ category: { values: [9], filteroptions: { includesubcategories } } })).toMatchObject(some);
  });

  it('reads a list whose keys PHP has kept', () => {
    expect(stored({ category: { values: { 1: '9' } } })).toMatchObject(some);
  });

  it.each([null, '', 'x', '[]', '{"filter":7}', '{"filter":{"category":null}}'])(
    'of %j matches nothing',
    (condition) => {
      expect(parseSlotFilter(condition).categories).toEqual([]);
    },
  );

  it('drops ids that are none: a database would refuse the whole query', () => {
    const values = ['9', 'x', '', null, -1, 1.5, 1e30, '99999999999999999999'];
    const filter = stored({ category: { values }, qtagids: { jointype: 2, values } });
    expect([filter.categories, filter.tags]).toEqual([[9], ['9']]);
    expect(parseSlotFilter('{"questioncategoryid":1e30,"tags":["x","7,seven"]}')).toMatchObject({
      categories: [],
      tags: ['7'],
    });
  });
});

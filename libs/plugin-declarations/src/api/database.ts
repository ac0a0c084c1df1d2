import type { Call } from '../php/host';
import { Known, PhpArray, PhpObject, textOf, Unknown, type Value } from '../php/values';
import { rowWhere } from './known';
import { columnTest } from './rows';
import type { SiteFacts } from './site';

/** What `$DB` gives while a plugin declares. Single rows that hang on the task are followed; lists of rows are data. */
export function databaseMethod(name: string, call: Call, site: SiteFacts): Value | undefined {
  const { values, interpreter, place } = call;
  return interpreter.eachOf(values, (ones) => asked(name, ones, place, site));
}

function asked(name: string, ones: readonly Value[], place: Unknown['place'], site: SiteFacts): Value {
  const own = new Unknown(place, `a query of its own ($DB->${name})`);
  {
    const [first = null, second = null, third = null] = ones;
    switch (name) {
      case 'get_manager':
        return new Known('manager', null);
      case 'get_columns':
        return typeof first === 'string' ? columnsOf(first, site) : own;
      case 'get_record':
        return row(first, second) ?? own;
      case 'get_field': {
        const where = rowWhere(third);
        if (typeof first !== 'string' || typeof second !== 'string' || !where) break;
        return new Known('column', columnTest(first, where, second));
      }
      case 'record_exists':
      case 'count_records':
        return row(first, second) ?? own;
      case 'sql_concat':
        return textOfSql(ones, (texts) => `CONCAT(${texts.join(', ')})`) ?? own;
      case 'sql_compare_text':
      case 'sql_order_by_text':
      case 'sql_order_by_null':
        return first;
      case 'sql_cast_char2int':
      case 'sql_cast_2char':
      case 'sql_cast_to_char':
        return (
          textOfSql([first], ([text]) =>
            name === 'sql_cast_char2int' ? `CAST(${text} AS INT)` : `CAST(${text} AS CHAR)`,
          ) ?? own
        );
      case 'sql_isnotempty':
        return typeof second === 'string' ? `${second} <> ''` : own;
      case 'get_in_or_equal':
        return inOrEqual(first) ?? new Unknown(place, 'a list that is not known');
      case 'get_dbfamily':
        return new Unknown(place, 'the kind of database');
    }
    return own;
  }
}

function row(table: Value, conditions: Value): Known | null {
  const where = rowWhere(conditions);
  return typeof table === 'string' && where ? new Known('row', { table, where }) : null;
}

function columnsOf(table: string, site: SiteFacts): PhpArray {
  const columns = site.columns(table).map((name): [string, Value] => {
    const column = new PhpObject('stdClass', null);
    column.properties.set('name', name);
    return [name, column];
  });
  return PhpArray.of(columns);
}

function textOfSql(values: readonly Value[], make: (texts: readonly string[]) => string): Value | undefined {
  const texts = values.map((value) => textOf(value));
  return texts.every((text) => text !== undefined) ? make(texts) : undefined;
}

function inOrEqual(list: Value): Value | null {
  const values = list instanceof PhpArray ? list.values() : [list];
  if (values.length === 0 || !values.every((value) => typeof value === 'string' || typeof value === 'number'))
    return null;
  const signs = values.map(() => '?').join(', ');
  const parameters = PhpArray.list(values.map((value) => new Known('literal', value)));
  return PhpArray.list([values.length === 1 ? '= ?' : `IN (${signs})`, parameters]);
}

/** What `$DB->get_manager()` tells of the site's tables. */
export function managerMethod(name: string, { values, place }: Call, site: SiteFacts): Value | undefined {
  const [table = null, field = null] = values.map(nameIn);
  if (typeof table !== 'string') return new Unknown(place, 'a table whose name is not known');
  if (name === 'table_exists') return site.columns(table).length > 0;
  if (name === 'field_exists' && typeof field === 'string') return site.columns(table).includes(field);
  return undefined;
}

function nameIn(value: Value): Value {
  return value instanceof PhpObject ? (value.properties.get('name') ?? null) : value;
}

import type { Site } from '@coursekeep/moodle-site';
import { dateText } from '../dates';
import { longText, plainText } from '../format-text';
import type { CallSettings } from '@coursekeep/ws-protocol';

/** A custom field of a course, as `core_course_get_courses` gives it. */
export interface CustomFieldValue {
  readonly name: string;
  readonly shortname: string;
  readonly type: string;
  readonly valueraw: string | number | null;
  /** For showing; null where there is nothing to show. */
  readonly value: string | null;
}

/** What the field's own settings (JSON in `configdata`) say, as far as it counts here. */
interface FieldConfig {
  /** 0 for nobody, 1 for who may change the course, 2 for everybody. */
  readonly visibility?: number | string;
  readonly defaultvalue?: string | number | null;
  readonly checkbydefault?: number | string;
  readonly options?: string;
  readonly includetime?: number | string;
  readonly decimalplaces?: number | string;
  readonly display?: string;
}

interface Field {
  readonly id: number;
  readonly name: string;
  readonly shortname: string;
  readonly type: string;
  readonly config: FieldConfig;
}

/** A row of `customfield_data`. */
interface Data {
  readonly id: number;
  readonly contextid: number;
  readonly intvalue: string | null;
  readonly decvalue: string | null;
  readonly charvalue: string | null;
  readonly value: string | null;
  readonly valueformat: number;
}

/** How values are to be shown to a caller. */
export interface Showing {
  readonly settings: CallSettings;
  /** The caller's time zone. */
  readonly zone: string;
  readonly wwwroot: string;
}

/** The values of all courses' custom fields; of a course and whether the caller may change it, those that the caller may
 *  see, in the order of the site. Two queries, however many courses. */
export async function readCustomFields(
  site: Site,
  courseids: readonly number[],
  showing: Showing,
): Promise<(courseid: number, mayUpdate: boolean) => CustomFieldValue[]> {
  const fields = await readFields(site);
  const data = fields.length > 0 && courseids.length > 0 ? await readData(site, fields, courseids) : new Map();
  return (courseid, mayUpdate) =>
    fields
      .filter(({ config }) => isVisible(config, mayUpdate))
      .map((field) => {
        const { valueraw, value } = show(field, data.get(`${courseid} ${field.id}`), showing);
        const { shortname, type } = field;
        return { name: plainText(field.name), shortname, type, valueraw, value };
      });
}

async function readFields({ database, schema }: Site): Promise<Field[]> {
  if (!schema.hasTable('customfield_field')) return [];
  const rows = await database.all({
    text: `SELECT f.id, f.name, f.shortname, f."type", f.configdata
             FROM {customfield_field} f JOIN {customfield_category} c ON c.id = f.categoryid
            WHERE c.component = ? AND c.area = ?
         ORDER BY c.sortorder, c.id, f.sortorder, f.id`,
    parameters: ['core_course', 'course'],
  });
  return rows.map(({ id, name, shortname, type, configdata }) => ({
    id: Number(id),
    name: name ?? '',
    shortname: shortname ?? '',
    type: type ?? '',
    config: parseConfig(configdata ?? ''),
  }));
}

async function readData(
  { database }: Site,
  fields: readonly Field[],
  courseids: readonly number[],
): Promise<Map<string, Data>> {
  const rows = await database.all({
    text: `SELECT id, fieldid, instanceid, contextid, intvalue, decvalue, charvalue, "value", valueformat
             FROM {customfield_data} WHERE fieldid IN (?) AND instanceid IN (?)`,
    parameters: [fields.map(({ id }) => id), courseids],
  });
  return new Map(
    rows.map(({ id, fieldid, instanceid, contextid, intvalue, decvalue, charvalue, value, valueformat }) => [
      `${instanceid} ${fieldid}`,
      {
        id: Number(id),
        contextid: Number(contextid),
        intvalue: intvalue ?? null,
        decvalue: decvalue ?? null,
        charvalue: charvalue ?? null,
        value: value ?? null,
        valueformat: Number(valueformat),
      },
    ]),
  );
}

function isVisible({ visibility }: FieldConfig, mayUpdate: boolean): boolean {
  const level = Number(visibility ?? 2);
  return level === 2 || (level === 1 && mayUpdate);
}

type Shown = Pick<CustomFieldValue, 'valueraw' | 'value'>;
type Show = (field: Field, data: Data | undefined, showing: Showing) => Shown;

const types: Readonly<Record<string, Show>> = {
  text: ({ config }, data) => {
    const text = data?.charvalue ?? String(config.defaultvalue ?? '');
    return { valueraw: text, value: text === '' ? null : plainText(text) };
  },
  textarea: ({ config }, data, { wwwroot, settings }) => {
    const text = data?.value ?? String(config.defaultvalue ?? '');
    const files = `${wwwroot}/webservice/pluginfile.php/${data?.contextid ?? 1}/customfield_textarea/value/${data?.id ?? 0}`;
    const shown = longText({ text, format: data?.valueformat ?? 1, files }, { ...settings, raw: false });
    return { valueraw: text, value: text === '' ? null : shown.text };
  },
  select: ({ config }, data) => {
    const options = (config.options ?? '').split(/\r\n|\r|\n/);
    const chosen = data?.intvalue ?? options.indexOf(String(config.defaultvalue || '\0')) + 1;
    const option = options[Number(chosen) - 1];
    return { valueraw: Number(chosen), value: option === undefined ? null : plainText(option) };
  },
  checkbox: ({ config }, data) => {
    const isOn = Number(data?.intvalue ?? config.checkbydefault ?? 0) !== 0;
    return { valueraw: isOn ? 1 : 0, value: isOn ? 'Yes' : 'No' };
  },
  date: ({ config }, data, { zone }) => {
    const seconds = Number(data?.intvalue ?? config.defaultvalue ?? 0) || 0;
    return {
      valueraw: seconds,
      value: seconds ? dateText(seconds, zone, Number(config.includetime ?? 1) === 1) : null,
    };
  },
  number: ({ config }, data) => {
    const stored = data ? data.decvalue : config.defaultvalue;
    if (stored === null || stored === undefined || stored === '') return { valueraw: null, value: null };
    const text = Number(stored).toFixed(Number(config.decimalplaces ?? 0));
    return { valueraw: Number(stored), value: (config.display || '{value}').replaceAll('{value}', text) };
  },
};

/** Types of other plugins are given as they are stored. */
const otherType: Show = (_field, data) => ({
  valueraw: data?.value ?? null,
  value: data?.value ? plainText(data.value) : null,
});

function show(field: Field, data: Data | undefined, showing: Showing): Shown {
  return (types[field.type] ?? otherType)(field, data, showing);
}

function parseConfig(json: string): FieldConfig {
  try {
    const parsed: unknown = JSON.parse(json);
    return typeof parsed === 'object' && parsed !== null ? parsed : {};
  } catch {
    return {};
  }
}

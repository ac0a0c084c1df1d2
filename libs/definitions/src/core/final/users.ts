import { container, element, type Rewrite } from '../../language/elements';
import { document } from '../../language/documents';
import { parent } from '../../language/operands';
import { query, table } from '../../language/sources';
import { itemTags } from '../shared/sources';

/** What a name or address becomes in an anonymised backup, by field; `#` is the number of the user (format.md, section 9). */
const ANONYMOUS: Readonly<Record<string, string>> = {
  username: 'anon#',
  firstname: 'anonfirstname#',
  lastname: 'anonlastname#',
  firstnamephonetic: 'anonfirstnamephonetic#',
  lastnamephonetic: 'anonlastnamephonetic#',
  middlename: 'anonmiddlename#',
  alternatename: 'anonalternatename#',
  email: 'anon#@doesntexist.invalid',
  idnumber: '',
  phone1: '',
  phone2: '',
  institution: '',
  department: '',
  address: '',
  description: '',
  imagealt: '',
  city: 'Perth',
  country: 'AU',
  lastip: '127.0.0.1',
  picture: '0',
  descriptionformat: '0',
  auth: 'manual',
};
const anonymised = Object.fromEntries(
  Object.entries(ANONYMOUS).map(([field, text]): [string, Rewrite] => [
    field,
    (value, { isOn, column, userNumber }) =>
      isOn('anonymize') ? text.replace('#', String(userNumber(column('id')))) : value,
  ]),
);

/** users.xml: everybody whom another document refers to. */
export const users = document(
  'final',
  'users.xml',
  container('users', [
    element(
      'user',
      {
        attributes: 'id contextid',
        fields: `
          username idnumber email phone1 phone2 institution department address city country lastip picture
          description descriptionformat imagealt auth firstnamephonetic lastnamephonetic middlename
          alternatename firstname lastname mnethosturl:nonempty confirmed policyagreed deleted lang theme
          timezone firstaccess lastaccess lastlogin currentlogin mailformat maildigest maildisplay
          autosubscribe trackforums timecreated timemodified trustbitmask password`,
        fieldsWhen: { password: { on: ['includeuserpasswordsinbackup'], off: ['anonymize'] } },
        from: query({
          join:
            'JOIN {user} $u ON $u.id IN (@userfinal) ' +
            'LEFT JOIN {context} $x ON $x.contextlevel = 30 AND $x.instanceid = $u.id ' +
            // Compared as texts: nothing keeps a site from having an empty setting, which is no number.
            "LEFT JOIN {mnet_host} $h ON $h.id = $u.mnethostid AND CONCAT($h.id, '') <> " +
            "(SELECT NULLIF(c.value, '') FROM {config} c WHERE c.name = 'mnet_localhost_id')",
          columns: { contextid: '$x.id', mnethosturl: '$h.wwwroot' },
          all: { $u: 'user' },
          key: '$u.id',
          writes: { as: 'user' },
        }),
        rewrite: { ...anonymised, contextid: (value, { column, userContext }) => value ?? userContext(column('id')) },
      },
      [
        container('custom_fields', [
          element('custom_field', {
            fields: 'field_name field_type field_data',
            from: query({
              join: 'JOIN {user_info_data} $d ON $d.userid = :parent.id JOIN {user_info_field} $f ON $f.id = $d.fieldid',
              columns: { id: '$f.id', field_name: '$f.shortname', field_type: '$f.datatype', field_data: '$d.data' },
              key: '$d.id',
              orderBy: '$f.id',
              writes: { as: 'profile field' },
            }),
            aliases: { shortname: 'field_name', datatype: 'field_type', data: 'field_data' },
            when: { off: ['anonymize'] },
          }),
        ]),
        container('tags', [
          element('tag', { fields: 'name rawname', from: itemTags('user', null), when: { off: ['anonymize'] } }),
        ]),
        container('preferences', [
          element('preference', {
            fields: 'name value',
            from: table('user_preferences', { userid: parent('id') }),
            when: { off: ['anonymize'] },
          }),
        ]),
        container('roles', [
          container('role_overrides', [
            element('override', {
              fields: 'roleid capability permission timemodified modifierid',
              from: table('role_capabilities', { contextid: parent('contextid') }),
              when: { off: ['anonymize'] },
              refers: { rolefinal: 'roleid' },
            }),
          ]),
          container('role_assignments', [
            element('assignment', {
              fields: 'roleid userid timemodified modifierid component sortorder',
              from: table('role_assignments', { contextid: parent('contextid') }),
              when: { on: ['role_assignments'], off: ['anonymize'] },
            }),
          ]),
        ]),
      ],
    ),
  ]),
  { when: { on: ['users'] } },
);

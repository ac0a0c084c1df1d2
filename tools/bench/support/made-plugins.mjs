import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Writes a site's code folder with so many plugins that nobody knows: of five, three are activities, one a type of question
 *  and one a local plugin. Resolves with their names and the columns of their tables. */
export function makePlugins(folder, count) {
  const plugins = [];
  const tables = new Map();
  for (let at = 0; at < count; at++) {
    const name = `made${at}`;
    const make = at % 5 < 3 ? makeActivity : at % 5 === 3 ? makeQuestionType : makeLocal;
    const { plugin, files, own } = make(name);
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    for (const table of own) tables.set(table, COLUMNS);
    plugins.push(plugin);
  }
  return { plugins, columns: (table) => tables.get(table) ?? [] };
}

const COLUMNS = ['id', 'parentid', 'userid', 'name', 'text', 'textformat', 'timemodified'];
const LEVELS = 6;

function makeActivity(name) {
  const base = `mod/${name}/backup/moodle2/backup_${name}`;
  return {
    plugin: `mod_${name}`,
    own: [name, ...Array.from({ length: LEVELS }, (_, level) => `${name}_${level}`)],
    files: {
      [`mod/${name}/lib.php`]: `<?php\nfunction ${name}_supports($feature) {\n  switch ($feature) {
        case FEATURE_BACKUP_MOODLE2: return true;\n        default: return null;\n  }\n}\n${furtherCode(name, 60)}`,
      [`${base}_activity_task.class.php`]: `<?php
        require_once($CFG->dirroot . '/${base}_stepslib.php');
        class backup_${name}_activity_task extends backup_activity_task {
          protected function define_my_settings() {}
          protected function define_my_steps() {
            $this->add_step(new backup_${name}_activity_structure_step('${name}_structure', '${name}.xml'));
          }
          public static function encode_content_links($content) {
            global $CFG;
            $base = preg_quote($CFG->wwwroot, '/');
            return preg_replace('/(' . $base . '\\/mod\\/${name}\\/view.php\\?id\\=)([0-9]+)/', '$@VIEW*$2@$', $content);
          }
        }`,
      [`${base}_stepslib.php`]: `<?php
        class backup_${name}_activity_structure_step extends backup_activity_structure_step {
          protected function define_structure() {
            $userinfo = $this->get_setting_value('userinfo');
            $root = new backup_nested_element('${name}', ['id'], ['name', 'text', 'timemodified']);
            $root->set_source_table('${name}', ['id' => backup::VAR_ACTIVITYID]);
            ${Array.from({ length: LEVELS }, (_, level) => levelCode(name, level)).join('\n')}
            return $this->prepare_activity_structure($root);
          }
        }`,
    },
  };
}

const levelCode = (name, level) => `
            $all${level} = new backup_nested_element('all${level}');
            $one${level} = new backup_nested_element('one${level}', ['id'], ['userid', 'name', 'text', 'textformat']);
            ${level === 0 ? '$root' : `$one${level - 1}`}->add_child($all${level});
            $all${level}->add_child($one${level});
            if (${level % 2 === 0 ? '$userinfo' : 'true'}) {
              $one${level}->set_source_table('${name}_${level}', ['parentid' => backup::VAR_PARENTID], 'id ASC');
            }
            $one${level}->annotate_ids('user', 'userid');
            $one${level}->annotate_files('mod_${name}', 'area${level}', 'id');`;

function makeQuestionType(name) {
  const own = [`qtype_${name}_options`];
  const part = pluginCode('qtype', name, 'question', `'../../qtype', '${name}'`, own[0], 'questionid');
  const folder = `question/type/${name}`;
  const questiontype = `<?php\nclass qtype_${name} extends question_type {}\n${furtherCode(name, 20)}`;
  return {
    ...{ plugin: `qtype_${name}`, own },
    files: {
      [`${folder}/backup/moodle2/backup_qtype_${name}_plugin.class.php`]: part,
      [`${folder}/questiontype.php`]: questiontype,
    },
  };
}

function makeLocal(name) {
  const own = [`local_${name}`];
  const part = pluginCode('local', name, 'course', '', own[0], 'parentid');
  return {
    plugin: `local_${name}`,
    own,
    files: { [`local/${name}/backup/moodle2/backup_local_${name}_plugin.class.php`]: part },
  };
}

const pluginCode = (type, name, point, condition, table, column) => `<?php
  class backup_${type}_${name}_plugin extends backup_${type}_plugin {
    protected function define_${point}_plugin_structure() {
      $plugin = $this->get_plugin_element(null${condition === '' ? '' : `, ${condition}`});
      $wrapper = new backup_nested_element($this->get_recommended_name());
      $plugin->add_child($wrapper);
      $row = new backup_nested_element('${name}', ['id'], ['name', 'text']);
      $wrapper->add_child($row);
      $row->set_source_table('${table}', ['${column}' => backup::VAR_PARENTID]);
      return $plugin;
    }
  }`;

/** What else real files hold, and a backup has no use for. */
const furtherCode = (name, functions) =>
  Array.from(
    { length: functions },
    (_, at) => `
/** Does something or other. */
function ${name}_work${at}($course, $user, array $options = []) {
    global $DB;
    $total = 0;
    foreach ($DB->get_records('${name}', ['parentid' => $course->id]) as $record) {
        if (!empty($options['since']) && $record->timemodified < $options['since']) { continue; }
        $total += isset($record->name) ? strlen("{$record->name} of {$user->id}") : 0;
    }
    return $total > 10 ? get_string('many', 'mod_${name}') : $total;
}`,
  ).join('\n');

// moodle-ts, run as its users run it: an ES module in a process of its own. Prints what each call gave, as JSON.
import { MoodleApiError, MoodleClient } from 'moodle-ts';

const [, , baseUrl, token, courseid] = process.argv;
const client = new MoodleClient({ baseUrl, token });
const { data: started } = await client.call('core_course_backup_async', {
  courseid: Number(courseid),
  options: [{ name: 'users', value: 0 }],
});
const { data: progress } = await client.call('core_course_backup_async_get_status', started);
const { data: info } = await client.getSiteInfo();
const refused = await client.call('core_course_backup_async', { courseid: 999999 }).then(
  () => null,
  (error) => ({ isApiError: error instanceof MoodleApiError, errorCode: error.errorCode, message: error.message }),
);
process.stdout.write(JSON.stringify({ started, progress, username: info.username, refused }));

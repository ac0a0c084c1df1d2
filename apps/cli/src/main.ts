import { run } from './program';

void run(process.argv.slice(2)).then((status) => {
  if (status !== null) process.exitCode = status;
});

import { run } from './program';

// Who reads with `head` has seen enough: that is no error, and the exit status stays that of the work.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

void run(process.argv.slice(2)).then((status) => {
  if (status !== null) process.exitCode = status;
});

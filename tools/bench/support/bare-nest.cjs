// The least that a NestJS service can be: one route, one answer. What a benchmark is held against.
const { createRequire } = require('node:module');
const load = createRequire(require.resolve('../../../apps/api/package.json'));
load('reflect-metadata');
const { Controller, Get, Module } = load('@nestjs/common');
const { NestFactory } = load('@nestjs/core');

class Status {
  show() {
    return [{ status: 800, progress: 0.5 }];
  }
}
class Bare {}
Get('status')(Status.prototype, 'show', Object.getOwnPropertyDescriptor(Status.prototype, 'show'));
Controller()(Status);
Module({ controllers: [Status] })(Bare);

async function main() {
  const app = await NestFactory.create(Bare, { logger: false });
  await app.listen(0, '127.0.0.1');
  process.stdout.write(`http://127.0.0.1:${app.getHttpServer().address().port}\n`);
}
void main();

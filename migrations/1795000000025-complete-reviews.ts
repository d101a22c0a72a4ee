import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CompleteReviews1795000000025 implements MigrationInterface {
  name = 'CompleteReviews1795000000025';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- how much of a document is read and stored, in percent
      alter table bulletin_imports
        add column progress smallint not null default 0 check (progress between 0 and 100);

      -- of an entry merged into another: what both were before, so that the merge can be taken back
      alter table review_entries
        add column before_merge jsonb,
        add check (before_merge is null or merged_into is not null);
      create index review_entries_merged on review_entries (merged_into) where merged_into is not null;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      drop index review_entries_merged;
      alter table review_entries drop column before_merge;
      alter table bulletin_imports drop column progress`);
  }
}

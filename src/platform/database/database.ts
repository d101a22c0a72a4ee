import { Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';

/** An open transaction; a repository joins the one it is given. */
export type Transaction = EntityManager;

/** Hand-written SQL on the pool or in a transaction. `bigint` comes as number, `date` as `YYYY-MM-DD`. */
@Injectable()
export class Database {
  constructor(readonly dataSource: DataSource) {}

  /** The rows a statement returns. */
  async rows<Row>(sql: string, parameters: readonly unknown[] = [], tx?: Transaction): Promise<Row[]> {
    const result = await this.run(sql, parameters, tx);
    return result.records as Row[];
  }

  /** The one row a statement returns, or null. */
  async row<Row>(sql: string, parameters: readonly unknown[] = [], tx?: Transaction): Promise<Row | null> {
    return (await this.rows<Row>(sql, parameters, tx))[0] ?? null;
  }

  /** As `rows`, for a statement that comes again and again: parsed and planned once on each connection. */
  async repeated<Row extends object>(
    name: string,
    sql: string,
    parameters: readonly unknown[],
  ): Promise<Row[]> {
    const { master } = this.dataSource.driver as unknown as { readonly master: Pool };
    return (await master.query<Row>({ name, text: sql, values: [...parameters] })).rows;
  }

  /** How many rows a statement touched. */
  async affected(sql: string, parameters: readonly unknown[] = [], tx?: Transaction): Promise<number> {
    return (await this.run(sql, parameters, tx)).affected ?? 0;
  }

  /** Commits when the work resolves, rolls back when it throws. The network is never inside. */
  async transaction<T>(
    work: (tx: Transaction) => Promise<T>,
    isolation: 'READ COMMITTED' | 'REPEATABLE READ' = 'READ COMMITTED',
  ): Promise<T> {
    return await this.dataSource.transaction(isolation, work);
  }

  private async run(sql: string, parameters: readonly unknown[], tx?: Transaction) {
    if (tx?.queryRunner) return await query(tx.queryRunner, sql, parameters);
    const runner = this.dataSource.createQueryRunner();
    try {
      return await query(runner, sql, parameters);
    } finally {
      await runner.release();
    }
  }
}

async function query(runner: QueryRunner, sql: string, parameters: readonly unknown[]) {
  return await runner.query(sql, [...parameters], true);
}

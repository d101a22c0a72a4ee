import { createTransport } from 'nodemailer';
import { peakRssMb } from './bench-app.js';

/** The way most services send: one template run and one sendMail per recipient, over a pool. */
export async function benchLoop(options: {
  readonly recipients: number;
  readonly smtp: string;
  readonly htmlKb: number;
}): Promise<object> {
  const { hostname, port } = new URL(options.smtp);
  const transport = createTransport({
    host: hostname,
    port: Number(port),
    pool: true,
    maxConnections: 20,
    maxMessages: Infinity,
  });
  const card =
    '<tr><td style="padding:12px">关于支持企业数字化转型和文化科技融合发展的若干措施，对符合条件的企业给予支持。</td></tr>';
  // Chinese HTML goes out quoted-printable here, three bytes for each: the text is cut so that the wire size is the same.
  const rows = card.repeat(
    Math.max(1, Math.round((options.htmlKb * 1_024 * 1.48) / (Buffer.byteLength(card) * 2.2))),
  );
  const cpuBefore = process.cpuUsage();
  const started = performance.now();
  let next = 0;
  let bytes = 0;
  const lane = async (): Promise<void> => {
    while (next < options.recipients) {
      next += 1;
      const company = `示例科技第${next}有限公司`;
      const link = `https://dibao.bench.example/u/${'t'.repeat(50)}${next}`;
      const info = await transport.sendMail({
        from: '邸报 <dibao@bench.example>',
        to: `r${next}@bench.example`,
        subject: '政策周报：本周 7 项',
        html: `<html lang="zh-CN"><body><p>${company}：</p><table>${rows}</table><a href="${link}">退订</a></body></html>`,
        text: `${company}：本周 7 项\n${link}`,
        list: { unsubscribe: { url: link, comment: '' } },
      });
      bytes = (info as { messageSize?: number }).messageSize ?? bytes;
    }
  };
  await Promise.all(Array.from({ length: 40 }, lane));
  const seconds = (performance.now() - started) / 1_000;
  const cpu = process.cpuUsage(cpuBefore);
  transport.close();
  return {
    messagesPerSecond: Math.round((options.recipients / seconds) * 10) / 10,
    cpuSecondsPer1000: Math.round(((cpu.user + cpu.system) / 1e6 / options.recipients) * 1e6) / 1_000,
    peakRssMb: peakRssMb(),
    seconds: Math.round(seconds * 1_000) / 1_000,
    wireKb: Math.round(bytes / 102.4) / 10,
  };
}

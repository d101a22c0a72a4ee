/** The sentence that stands beside the subscribe button; the consent on record is exactly this text. */
export function consentWording(
  list: { readonly name: string; readonly senderName: string },
  language: 'zh-CN' | 'en',
): string {
  return language === 'en'
    ? `By pressing “Subscribe” I agree that ${list.senderName} stores the details above and mails me “${list.name}” at most once a week. I can unsubscribe at any time in one click.`
    : `点击“订阅”，即表示我同意${list.senderName}保存以上信息，并通过电子邮件向我发送「${list.name}」，每周最多一封；我可以随时一键退订。`;
}

/** The sentence beside the button that takes an ended subscription up again, unchanged. */
export function consentAgainWording(
  list: { readonly name: string; readonly senderName: string },
  language: 'zh-CN' | 'en',
): string {
  return language === 'en'
    ? `By pressing “Subscribe again as before” I agree that ${list.senderName} keeps the details of my subscription and mails me “${list.name}” at most once a week. I can unsubscribe at any time in one click.`
    : `点击“重新订阅（设置不变）”，即表示我同意${list.senderName}保存原有的订阅信息，并通过电子邮件向我发送「${list.name}」，每周最多一封；我可以随时一键退订。`;
}

"""The delivery mailer of a site without MAIL_URL: no mail leaves, so that a newcomer needs no mail server."""

from django.core.mail.backends.filebased import EmailBackend


class DemoMailBackend(EmailBackend):
    """Writes each mail to a file in `file_path`, and prints to the terminal whom it is for and its codes and links."""

    def write_message(self, message):
        """Plain words: a mail as it travels has its Chinese in base64."""
        message.message()  # refuses what a real mail cannot carry
        head = [f"To: {', '.join(message.to)}", f"From: {message.from_email}", f"Subject: {message.subject}"]
        self.stream.write("\n".join([*head, "", message.body, "-" * 79, ""]).encode())

    def send_messages(self, email_messages):
        sent = super().send_messages(email_messages)
        for message in email_messages:
            lines = [f"✉ {', '.join(message.to)}  {message.subject}"]
            print("\n".join(lines + [f"  {line}" for line in codes_and_links(message.body)]), flush=True)
        return sent


def codes_and_links(body: str) -> list[str]:
    """The lines of a mail that are one word of ASCII: verification codes and addresses stand on lines of their own."""
    words = [line.strip() for line in body.splitlines()]
    return [word for word in words if word and word.isascii() and " " not in word]

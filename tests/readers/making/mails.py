"""Makes the mails of `files/office`: ``python tests/readers/making/mails.py``."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

FILES = Path(__file__).parents[1] / "files" / "office"

ANSWER = """Beste Hanneke,

Dank voor je vraag over de nieuwe opzet van de jeugdhulp. Ik vind dat de
gemeente te laat is begonnen met de inkoop; dat moet volgend jaar echt
anders.

Wat wij voorstellen:
- begin in februari met de gesprekken
- leg de tarieven voor twee jaar vast

Met vriendelijke groet,
Joris

--
Joris van Ommeren
Stichting Jeugd in Zicht, Amersfoort

Op ma 3 april 2023 om 10:12 schreef Hanneke Prins <h.prins@gemeente.example>:

> Beste Joris,
>
> Wat vinden jullie van de plannen?

Dit bericht is vertrouwelijk en uitsluitend bestemd voor de geadresseerde.
"""
PAGE = """<html><head><title>Nieuwsbrief</title><style>p {color: red}</style></head><body>
<h1>Nieuwe regels voor de binnenvaart</h1>
<p>De provincie wil dat schepen vanaf volgend jaar walstroom gebruiken. Dat scheelt veel uitstoot in de havens.</p>
<h2>Wat verandert er?</h2>
<ul><li>Generatoren gaan uit aan de kade</li><li>Elke haven krijgt een aansluiting</li></ul>
<p>Wij vinden dat een goed plan, maar de kosten mogen niet bij de schippers terechtkomen.</p>
<blockquote type="cite"><p>Kun je hier iets over schrijven?</p></blockquote></body></html>"""
RAW = (
    b"From: =?iso-8859-1?Q?Ren=E9e_Cou=EBrs?= <r.couers@water.example>\r\n"
    b"To: leden@water.example\r\nSubject: Ge\xefnde heffingen in de polder\r\nDate: 14 Nov 2019 16:45 +0100\r\n"
    b'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="grens"\r\n\r\nDit ziet u niet.\r\n--grens\r\n'
    b"Content-Type: text/plain; charset=windows-1252\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    b"Geachte leden,\r\n\r\nHet tarief stijgt met \x80 4,50. Dat is \x93te veel\x94, vindt de co\xf6peratie.\r\n\r\n"
    b'--grens\r\nContent-Type: application/pdf; name="tarieven.pdf"\r\n'
    b'Content-Disposition: attachment; filename="tarieven.pdf"\r\n'
    b"Content-Transfer-Encoding: base64\r\n\r\nJVBERi0xLjQ=\r\n--grens--\r\n"
)


def answer() -> EmailMessage:
    """An answer with a signature and the mail that it answers, in plain text and HTML."""
    message = EmailMessage()
    message["From"] = "Joris van Ommeren <joris@jeugdinzicht.example>"
    message["To"] = "Hanneke Prins <h.prins@gemeente.example>, Zoë Baars <z.baars@gemeente.example>"
    message["Subject"] = "Re: Inkoop jeugdhulp – onze reactie"
    message["Date"] = "Tue, 04 Apr 2023 23:30:05 +0200"
    message["Message-ID"] = "<20230404.1@jeugdinzicht.example>"
    message.set_content(ANSWER)
    message.add_alternative("<p>Anders dan de platte tekst.</p>", subtype="html")
    return message


def newsletter() -> EmailMessage:
    """A mail in HTML alone, with a picture in it and an attachment."""
    message = EmailMessage()
    message["From"] = "Havenoverleg <nieuws@haven.example>"
    message["To"] = "leden@haven.example"
    message["Subject"] = "Nieuwsbrief mei"
    message["Date"] = "Fri, 12 May 2023 08:00:00 +0200"
    message.set_content(PAGE, subtype="html", cte="quoted-printable")
    message.add_related(b"\x89PNG\r\n\x1a\n", "image", "png", cid="<logo>")
    message.add_attachment(b"naam;plaats\n", maintype="text", subtype="csv", filename="havens 2023.csv")
    return message


def main() -> None:
    """Make all mails anew."""
    for make in (answer, newsletter):
        message = make()
        for part in message.walk():
            if part.is_multipart():
                part.set_boundary("=" * 12 + part.get_content_subtype())
        (FILES / f"{make.__name__}.eml").write_bytes(message.as_bytes(policy=SMTP))
    (FILES / "windows-1252.eml").write_bytes(RAW)


if __name__ == "__main__":
    main()

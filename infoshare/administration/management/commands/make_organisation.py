"""manage.py make_organisation NAME --administrator ADDRESS: an organisation, and the invitation of its first person."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from infoshare.accounts.policy import Refused
from infoshare.administration import actions, letters


class Command(BaseCommand):
    help = "Make an organisation and invite its administrator. Run again while nobody has joined, it sends a new link."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="what the organisation is called")
        parser.add_argument("--administrator", required=True, metavar="ADDRESS", help="who will look after its people")
        parser.add_argument("--print", action="store_true", dest="prints", help="print the link; send no mail")
        parser.add_argument("--site", default=_site(), help="where the site is (default: %(default)s)")

    def handle(self, *args: object, name: str, administrator: str, prints: bool, site: str, **options: object) -> None:
        made = _made(name.strip(), administrator.strip().lower())
        if prints:
            self.stdout.write(letters.link(made, f"{site.rstrip('/')}{{}}".format))
        else:
            letters.send(made, f"{site.rstrip('/')}{{}}".format)
            self.stdout.write("The invitation is on its way. Its link works for seven days.")


def _site() -> str:
    return settings.SITE or f"{'https' if settings.HTTPS else 'http'}://{settings.ALLOWED_HOSTS[0]}"


def _made(name: str, email: str) -> actions.Made:
    try:
        validate_email(email)
        if not name:
            raise CommandError("Give the organisation a name.")
        if letters.has_account(email):
            raise CommandError("That address has an account already. Each account belongs to one organisation.")
        return actions.make_organisation(name=name, email=email)
    except ValidationError:
        raise CommandError("Give the administrator's email address, like name@example.com.") from None
    except Refused as refused:
        raise CommandError(str(refused)) from None

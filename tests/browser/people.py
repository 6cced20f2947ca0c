"""People of the demonstration, by what they are to a test; see decisions/demonstration/people.py."""

PRACTITIONER_2008 = "rosa.lima@harbour.example"
OTHER_2008 = "sam.tully@harbour.example"  # has a record and its to-dos from the demonstration
GUARDIAN_2008 = "wil.evans@harbour.example"
PRACTITIONER_2024 = "isla.grant@riverside.example"
OTHER_2024 = "jon.petrov@riverside.example"
GUARDIAN_2024 = "olwen.price@riverside.example"
BULK_2024 = "kemi.adeyemi@riverside.example"
NEW_2024 = "ewan.fraser@oakfield.example"  # a manager with nothing of their own
ADMINISTRATOR = "harry.webb@oakfield.example"  # sees no decision
KEEPS_2024 = "farah.aziz@oakfield.example"  # looks after how long records are kept; one is held

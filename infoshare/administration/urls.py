"""The addresses of looking after an organisation. Who may use each is listed in infoshare/access.py."""

from django.urls import path

from infoshare.administration.views import absences, inviting, mail, organisation, people, teams

urlpatterns = [
    path("organisation/", organisation.administration, name="administration"),
    path("organisation/mail/", mail.unsent_mail, name="unsent-mail"),
    path("who-may-do-what/", organisation.who_may_do_what, name="policy"),
    path("people/", people.people, name="people"),
    path("people/find/", people.find_people, name="find-people"),
    path("people/invite/", inviting.invite, name="invite"),
    path("people/<int:pk>/", people.one, name="person"),
    path("people/<int:pk>/details/", people.details, name="person-details"),
    path("people/<int:pk>/roles/give/", people.give_role, name="give-role"),
    path("people/<int:pk>/roles/<int:membership>/end/", people.end_role, name="end-role"),
    path("people/<int:pk>/away/", absences.person_away, name="person-away"),
    path("people/<int:pk>/away/<int:absence>/", absences.change_person_away, name="change-person-away"),
    path("people/<int:pk>/away/<int:absence>/end/", absences.end_person_away, name="end-person-away"),
    path("people/<int:pk>/second-step/lost/", people.lost_second_step, name="lost-second-step"),
    path("people/<int:pk>/back/", people.come_back, name="come-back"),
    path("invitations/<int:pk>/", inviting.invitation, name="invitation"),
    path("invitations/<int:pk>/again/", inviting.send_again, name="send-again"),
    path("invitations/<int:pk>/withdraw/", inviting.withdraw, name="withdraw"),
    path("accounts/invitation/<slug:token>/", inviting.accept_invitation, name="accept-invitation"),
    path("away/", absences.away, name="away"),
    path("away/add/", absences.add_absence, name="add-absence"),
    path("away/<int:pk>/", absences.change_absence, name="change-absence"),
    path("away/<int:pk>/end/", absences.end_absence, name="end-absence"),
    path("teams/", teams.teams, name="teams"),
    path("teams/add/", teams.add_team, name="add-team"),
    path("teams/<int:pk>/", teams.rename_team, name="rename-team"),
]

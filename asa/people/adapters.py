from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth is untyped
    """How sign-in behaves where Asa differs from allauth."""
